import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CertifyError } from '../errors.ts';
import type { Observation, Trial } from './trial.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const workerFile = fileURLToPath(new URL(`./worker.${extension}`, import.meta.url));

/**
 * Runs trials in processes that share them: whoever is done takes the next one.
 *
 * @param done called with each trial as it ends, in whatever order
 * @param file what the processes run
 * @throws ERR_HARNESS when a process ends before its trial
 */
export async function runTrials(
  trials: readonly Trial[],
  processes: number,
  done: (trial: Trial, observation: Observation) => void,
  file: string = workerFile,
): Promise<void> {
  const waiting = [...trials];
  const workers = Array.from({ length: Math.min(processes, trials.length) }, () => fork(file));
  try {
    await Promise.all(
      workers.map(async (process) => {
        for (let trial = waiting.shift(); trial !== undefined; trial = waiting.shift()) {
          done(trial, await observe(process, trial));
        }
      }),
    );
  } finally {
    for (const process of workers.filter(({ connected }) => connected)) process.disconnect();
  }
}

function observe(process: ChildProcess, trial: Trial): Promise<Observation> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      reject(
        new CertifyError(
          'ERR_HARNESS',
          `A process of the kill matrix ended during a trial, with code ${String(code)}`,
          {
            where: trial.defect ?? 'the unbroken mock',
            expected: 'what the trial showed',
            advice: 'Look above for what it wrote last.',
          },
        ),
      );
    };
    process.once('exit', ended);
    process.once('message', (observation: Observation) => {
      process.removeListener('exit', ended);
      resolve(observation);
    });
    process.send(trial);
  });
}
