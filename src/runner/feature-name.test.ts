import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { placeName } from './feature-name.ts';

test.each([
  [join(packageRoot(), 'specs/workflows/approval.yaml:12:5'), 'specs/workflows/approval.yaml:12:5'],
  [`${resolve('checks/steps/shop.js')}:4:27`, 'checks/steps/shop.js:4:27'],
  ['checks/steps/shop.js:4', 'checks/steps/shop.js:4'],
])('the place of a failure is relative: %s', (where, named) => {
  expect(placeName(where)).toBe(named);
});
