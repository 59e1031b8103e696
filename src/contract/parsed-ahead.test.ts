import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requirementsFile } from './locations.ts';
import { parsedAhead } from './parsed-ahead.ts';
import { parseYaml } from './yaml-text.ts';

const text = readFileSync(requirementsFile, 'utf8');

test('a text that was parsed ahead has the value that reading it gives', () => {
  expect(parsedAhead(text) !== undefined, 'specs/requirements.yaml is not that of the last "npm run build"').toBe(true);
  expect(parsedAhead(text)).toEqual(parseYaml(text, requirementsFile, 'ERR_SPEC').value);
});

test('and any other text has none', () => {
  expect(parsedAhead(`${text}\n`)).toBeUndefined();
});

test('whoever changes the value changes it for nobody else', () => {
  const value = parsedAhead(text) as unknown[];
  value.length = 0;
  expect(parsedAhead(text)).not.toEqual([]);
});
