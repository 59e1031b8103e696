import { shellWords } from '../explain/shell-words.ts';
import { CertifyError } from '../errors.ts';
import type { FailedCase } from './failed-case.ts';

/**
 * What follows `nopan-certify run` in the command that repeats a case: the scenario, and the options of its run.
 *
 * @throws ERR_INPUT when the result names none
 */
export function repeatWords({ scenario, failure: { repeat = '' } }: FailedCase): string[] {
  const { words, endedBy } = shellWords({ name: 'repeat', bytes: Buffer.from(repeat) });
  const [npx, program, command, id, ...options] = words.map(({ text }) => text);
  if (endedBy === undefined && `${npx} ${program} ${command}` === 'npx nopan-certify run' && id === scenario.id) {
    return [id, ...options];
  }
  throw new CertifyError('ERR_INPUT', 'The result does not say how the case is repeated', {
    where: scenario.id,
    expected: `npx nopan-certify run ${scenario.id} and options`,
    actual: repeat,
    advice: 'Run the certification again.',
  });
}
