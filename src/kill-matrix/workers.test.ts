import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runTrials } from './workers.ts';

const worker = fileURLToPath(new URL('./fixtures/echoing-worker.js', import.meta.url));

const trials = (...defects: string[]) => defects.map((defect) => ({ defect, scenarios: [] }));

test('processes share the trials, and each trial gets its own answer', async () => {
  const answers: [string | undefined, string | undefined][] = [];
  await runTrials(
    trials('a', 'b', 'c', 'd', 'e'),
    2,
    ({ defect }, { reasons }) => answers.push([defect, reasons[0]]),
    worker,
  );
  expect(answers.sort()).toEqual(['a', 'b', 'c', 'd', 'e'].map((defect) => [defect, defect]));
});

test('a process that ends during a trial is told with that trial', async () => {
  await expect(runTrials(trials('a', 'deadly', 'b'), 1, () => undefined, worker)).rejects.toMatchObject({
    code: 'ERR_HARNESS',
    message: 'A process of the kill matrix ended during a trial, with code 7',
    where: 'deadly',
  });
});
