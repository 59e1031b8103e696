import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { codeFrame, placeText, thrownAt, thrownOutside } from './code-place.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-'));
  const lines = ["import { When } from 'nopan-certify/steps';", '', 'When(`x`, () => {', '\tcall();', '});', ''];
  writeFileSync(join(folder, 'shop.mjs'), lines.join('\r\n'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ours = join(packageRoot(), 'src/conversation/answer.ts');
const installed = '/shop/node_modules/chai/chai.js';

test.each([
  [
    'a file URL',
    'at Scenario.<anonymous> (file:///shop/steps/own%20steps.mjs:4:27)',
    '/shop/steps/own steps.mjs',
    4,
    27,
  ],
  ['a path', 'at /shop/steps/shop.cjs:12:3', '/shop/steps/shop.cjs', 12, 3],
  ['an awaited call', 'at async file:///shop/shop.ts?tsx=1:2:1', '/shop/shop.ts', 2, 1],
])('finds %s in a stack', (_, frame, file, line, column) => {
  expect(thrownAt(`Error: no\n    at node:internal/process:1:2\n    ${frame}`)).toEqual({ file, line, column });
});

test('prefers the files of the user, then those of this package, to installed ones', () => {
  const stack = (...files: string[]): string => files.map((file) => `    at x (${file}:1:1)`).join('\n');
  expect(thrownAt(stack(installed, ours, '/shop/a.js'))?.file).toBe('/shop/a.js');
  expect(thrownAt(stack(installed, ours))?.file).toBe(ours);
  expect(thrownAt(stack(installed))?.file).toBe(installed);
  expect(thrownAt('Error: without frames')).toBeUndefined();
  expect(thrownOutside(stack(installed, ours))).toBeUndefined();
});

test('shows the lines around with a caret', () => {
  const place = { file: join(folder, 'shop.mjs'), line: 4, column: 2 };
  expect(codeFrame(place)).toBe(
    ['  2 |', '  3 | When(`x`, () => {', '> 4 |  call();', '    |  ^', '  5 | });', '  6 |'].join('\n'),
  );
  expect(codeFrame({ ...place, line: 99 })).toBeUndefined();
  expect(codeFrame({ ...place, file: join(folder, 'none.mjs') })).toBeUndefined();
  expect(placeText({ file: join(process.cwd(), 'checks/a.js'), line: 1, column: 2 })).toBe('checks/a.js:1:2');
});
