import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { sourceUrl } from './sources.ts';

const document = readFileSync(join(packageRoot(), 'docs/nopan-sources.md'), 'utf8');
const rows = [...document.matchAll(/^\| ([A-Z]+) +\| (?:.*, )?(docs\.nopan\.com[^ ,{]*) +\|$/gm)];

it('knows every page that docs/nopan-sources.md names', () => {
  expect(rows.length).toBeGreaterThan(20);
  for (const [, label = '', page = ''] of rows)
    expect([label, sourceUrl(label)?.replace(/\/$/, '')]).toEqual([label, `https://${page}`]);
});

it.each([
  ['SK-AUTH, AUTH', 'https://docs.nopan.com/guides/authentication/authentication-overview'],
  ['BLIK', 'https://docs.nopan.com/payments/blik'],
  ['SK-WH', undefined],
  ['A page of our own', undefined],
])('%s is at %s', (source, url) => {
  expect(sourceUrl(source)).toBe(url);
});
