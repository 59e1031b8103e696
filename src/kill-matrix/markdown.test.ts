import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requirement } from '../certification/fixtures/run.ts';
import { killMatrixFile } from '../contract/locations.ts';
import { loadCatalogues } from './catalogues.ts';
import { catalogue, matrix, row } from './fixtures/made-up.ts';
import { killMatrixMarkdown } from './markdown.ts';

/** The lines behind a heading. */
const section = (text: string, heading: string): string[] =>
  (text.split(`\n## ${heading}\n\n`)[1]?.split('\n\n## ')[0] ?? '').trimEnd().split('\n');

test('a defect stands in the section of its stage with what failed by it, its own requirement first', () => {
  const text = killMatrixMarkdown(
    matrix(
      row({ failed: ['TOK-01', 'SIG-01', 'SIG-02'], consequences: ['SIG-02'] }),
      row({
        id: 'b',
        title: 'takes a | b',
        whole: true,
        verdict: 'unrelated',
        failed: ['SIG-02'],
        unrelated: ['SIG-02'],
      }),
      row({ id: 'c', verdict: 'survived', failed: [] }),
    ),
    catalogue,
  );
  const rows = section(text, 'signing').map((line) => line.replaceAll(/ +\|/g, ' |'));
  expect(rows.slice(2)).toEqual([
    '| SIG-01 | takes any signature | `any-signature-taken` | SIG-01, TOK-01 | SIG-02 | part | killed |',
    String.raw`| SIG-01 | takes a \| b | ${'`b`'} | none | | all | unrelated: SIG-02 |`,
    '| SIG-01 | takes any signature | `c` | none | | part | survived |',
  ]);
  expect(text).not.toContain('## token');
});

test('requirements that no defect violates are listed, but for what a person attests', () => {
  const attested = requirement('KEY-01', { review: { because: 'keys are kept elsewhere', attest: 'They are safe.' } });
  const text = killMatrixMarkdown(matrix(row()), [...catalogue, attested]);
  expect(section(text, 'Requirements without a defect').slice(2)).toEqual([
    '- TOK-01: What TOK-01 demands',
    '- SIG-02: What SIG-02 demands',
    '- SIG-03: What SIG-03 demands',
  ]);
});

test('docs/kill-matrix.md is of the defects that there are: npm run kill-matrix', () => {
  const text = readFileSync(killMatrixFile, 'utf8');
  const written = [...text.matchAll(/^\| (\S+) +\| .+? +\| `(\S+)` +\|/gm)].map(
    ([, violated, id]) => `${id} ${violated}`,
  );
  const { defects } = loadCatalogues();
  expect(written.sort()).toEqual(defects.map(({ id, requirement: violated }) => `${id} ${violated}`).sort());
});
