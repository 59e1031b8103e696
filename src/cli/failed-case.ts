import type { Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { lastResult } from './last-result.ts';
import { resultReader } from './result-file.ts';

/** How the command line names a failure of the last run. */
export interface CaseSettings {
  readonly out: string;
}

/** A scenario that failed, in the result of its run. */
export interface FailedCase {
  readonly result: Result;
  readonly scenario: ScenarioResult;
  readonly failure: Failure;
}

/**
 * The failed scenario that a user names: by its id, `features/x.feature:12`, or by its number in the report.
 *
 * @throws ERR_USAGE when there is no result, no such scenario, or it did not fail; ERR_INPUT when the result cannot be read
 */
export async function failedCase(name: string, { out }: CaseSettings): Promise<FailedCase> {
  const result = lastResult(out, await resultReader());
  if (result === undefined) {
    throw new CertifyError('ERR_USAGE', 'There is no result of a run', {
      where: out,
      expected: 'the folder that a run wrote its reports to',
      advice: 'Run the certification first, or name its folder with --out.',
    });
  }
  const scenario = result.scenarios.find(({ id }, index) => id === name || String(index + 1) === name);
  if (scenario?.failure !== undefined) return { result, scenario, failure: scenario.failure };
  const failed = result.scenarios.filter(({ failure }) => failure !== undefined).map(({ id }) => id);
  throw new CertifyError(
    'ERR_USAGE',
    `${name} ${scenario === undefined ? 'is no case' : 'did not fail'} in the last run`,
    {
      where: out,
      expected: failed.length === 0 ? 'a run with a failure' : failed.slice(0, 12).join(', '),
      advice: 'Name a failed scenario by its file and line, or by its number in the report.',
    },
  );
}
