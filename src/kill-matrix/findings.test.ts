import { expect, test } from 'vitest';
import { findingsOf } from './findings.ts';
import { matrix, row } from './fixtures/made-up.ts';

test('there is nothing to tell where every defect is killed and the mock without any is certified', () => {
  expect(findingsOf(matrix(row()))).toEqual([]);
});

test('what is wrong is a line each, with the command that shows it', () => {
  const wrong = matrix(
    row({ verdict: 'survived', reason: 'No scenario of SIG-01 failed.' }),
    row({ id: 'other', verdict: 'unrelated', reason: 'Mandatory requirements failed.', repeat: 'npx this' }),
  );
  expect(findingsOf({ ...wrong, unbroken: { ...wrong.unbroken, verdict: 'INCOMPLETE' } })).toEqual([
    'unbroken   The unbroken mock is INCOMPLETE: All was shown.  npx --no nopan-certify run',
    'survived   any-signature-taken: No scenario of SIG-01 failed.  npx --no nopan-certify run --tags @SIG-01 --defect any-signature-taken',
    'unrelated  other: Mandatory requirements failed.  npx this',
  ]);
});
