import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Schemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { baselineOf, changesSince, incomparable, type Baseline } from '../comparison/since.ts';
import { CertifyError } from '../errors.ts';
import { lastResult } from './last-result.ts';
import { readPackedResult } from './packed-result.ts';
import { resultName, resultReader } from './result-file.ts';

/** The earlier result to compare a run with, or the reason why there is none. */
export type EarlierResult = { readonly from: string; readonly baseline: Baseline } | { readonly problem: string };

interface Settings {
  readonly baseline?: string;
  readonly out: string;
}

/**
 * What --baseline names, or else what the last run left in the output folder; undefined without either. A result that nobody named
 * and that cannot be read stops no run.
 *
 * @throws ERR_INPUT when the one that --baseline names cannot be read
 */
export async function earlierResult({ baseline, out }: Settings, schemas: Schemas): Promise<EarlierResult | undefined> {
  if (baseline !== undefined)
    return { from: baseline, baseline: baselineOf(await readPackedResult(baseline, await resultReader())) };
  // Whatever keeps reports from being written there is reported when they are.
  if (!existsSync(join(out, resultName))) return undefined;
  try {
    const last = lastResult(out, { schemas });
    return last && { from: out, baseline: baselineOf(last) };
  } catch (error) {
    if (error instanceof CertifyError) return { problem: `${error.message} (${error.where ?? out})` };
    throw error;
  }
}

/**
 * The same, if it is about the same subject and target.
 *
 * @throws ERR_USAGE when the one that --baseline names is about something else
 */
export function comparableResult(
  earlier: EarlierResult | undefined,
  run: Parameters<typeof incomparable>[1],
  { baseline }: Settings,
): EarlierResult | undefined {
  if (earlier === undefined || 'problem' in earlier) return earlier;
  const why = incomparable(earlier.baseline, run);
  if (why === undefined) return earlier;
  if (baseline === undefined) return { problem: `${why} (${earlier.from})` };
  throw new CertifyError('ERR_USAGE', `The baseline cannot be compared with this run: ${why}`, {
    where: `--baseline ${baseline}`,
    expected: 'a result of the same organization and target',
    advice: 'Name another result, or leave --baseline out.',
  });
}

/** The result with what differs from the earlier one. */
export const withChanges = (result: Result, earlier: EarlierResult | undefined): Result =>
  earlier === undefined || 'problem' in earlier
    ? result
    : { ...result, changes: changesSince(earlier.baseline, result) };
