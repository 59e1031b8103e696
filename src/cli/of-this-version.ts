import { contradiction } from '../certification/contradiction.ts';
import type { Judgeable } from '../certification/judged-again.ts';
import { isOfReference } from '../certification/departures-from-version.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import type { ResultReader } from './result-file.ts';

interface Circumstances {
  readonly reader: ResultReader;
  /** The noun for the result in messages: `shards`. */
  readonly what: string;
  readonly where: string;
}

/**
 * Only a result that this version can judge by its own features and specs is packed or merged.
 *
 * @throws ERR_INPUT when the run used another version or other built-in features or specs, or the result contradicts them
 */
export function assertOfThisVersion(result: Result, { reader: { reference }, what, where }: Circumstances): void {
  if (reference === undefined) return;
  const { tool } = result;
  const verb = what === 'shards' ? 'were' : 'was';
  if (tool.version !== reference.version)
    throw new CertifyError(
      'ERR_INPUT',
      what === 'shards'
        ? 'The shards were run by another version of nopan-certify'
        : 'The result is of another version of nopan-certify',
      {
        where,
        expected: reference.version,
        actual: tool.version,
        advice: 'Use the version that ran, or run the certification again.',
      },
    );
  if (!isOfReference(result, reference))
    throw new CertifyError(
      'ERR_INPUT',
      `The ${what} ${verb} run with other features or specs than those of this version`,
      {
        where,
        expected: `features ${reference.inputs.features}, specs ${reference.inputs.specs}`,
        actual: `features ${result.inputs?.features ?? 'unknown'}, specs ${result.inputs?.specs ?? 'unknown'}`,
        advice: 'Install nopan-certify as it was published, and run the certification again.',
      },
    );
  const problem = contradiction(result as Judgeable, reference);
  if (problem === undefined) return;
  throw new CertifyError('ERR_INPUT', `The ${what} together contradict this version: ${problem}`, {
    where,
    advice: 'Run the certification again.',
  });
}
