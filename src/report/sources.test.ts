import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { sourceLinks, sourceUrl } from './sources.ts';

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
  ['SK-WH', 'https://docs.nopan.com/skills/nopan-webhooks.md'],
  ['constructor', undefined],
  ['A page of our own', undefined],
])('%s is at %s', (source, url) => {
  expect(sourceUrl(source)).toBe(url);
});

it.each([
  [
    'AUTH, SK-ERR',
    [
      { text: 'Authentication', url: 'https://docs.nopan.com/guides/authentication/authentication-overview' },
      { text: 'Errors skill', url: 'https://docs.nopan.com/skills/nopan-errors.md' },
    ],
  ],
  ['A page of our own', [{ text: 'A page of our own' }]],
  ['https://wiki.example/pay', [{ text: 'https://wiki.example/pay', url: 'https://wiki.example/pay' }]],
  ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
  ['http://wiki.example', [{ text: 'http://wiki.example' }]],
])('%s is linked', (source, links) => {
  expect(sourceLinks(source)).toEqual(links);
});
