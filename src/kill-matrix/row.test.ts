import { expect, test } from 'vitest';
import { catalogue, defect, failure, observation, scenario } from './fixtures/made-up.ts';
import { matrixOf } from './matrix.ts';
import { rowOf } from './row.ts';
import type { FailedScenario } from './trial.ts';

const attempt = (...failures: FailedScenario[]) => ({
  defect: defect(),
  trial: { defect: defect().id, scenarios: [scenario(3, 'SIG-01'), scenario(9, 'TOK-01')] },
  observation: observation({ failures }),
  whole: false,
});

test('what survived is shown again by the requirement that should have noticed it', () => {
  const { verdict, repeat, scenarios } = rowOf(attempt(), catalogue);
  expect([verdict, repeat, scenarios]).toEqual([
    'survived',
    'npx --no nopan-certify run --tags @SIG-01 --defect any-signature-taken',
    2,
  ]);
});

test('what is unrelated is shown again by the scenario that should have passed', () => {
  const repeat = 'npx --no nopan-certify run features/a.feature:9 --defect any-signature-taken';
  const strange = failure(['TOK-01'], { expected: 'something else', repeat });
  expect(rowOf(attempt(failure(['SIG-01', 'TOK-01']), strange), catalogue)).toMatchObject({
    verdict: 'unrelated',
    repeat,
  });
});

test('the matrix counts its verdicts', () => {
  const rows = [rowOf(attempt(), catalogue), rowOf(attempt(failure(['SIG-01'])), catalogue)];
  const unbroken = { trial: { scenarios: [scenario(3)] }, observation: observation({ verdict: 'CERTIFIED' }) };
  const { counts, unbroken: sound } = matrixOf({ version: '0.1.0', rows, unbroken, durationMs: 5 });
  expect(counts).toEqual({ defects: 2, killed: 1, survived: 1, unrelated: 0 });
  expect(sound).toEqual({ verdict: 'CERTIFIED', reasons: ['Something failed.'], scenarios: 1 });
});
