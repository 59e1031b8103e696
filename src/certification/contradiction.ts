import type { Outcome, Result } from '../contract/types/result.ts';
import { coverageAgain } from './coverage-again.ts';
import { departure, isOfReference } from './departures-from-version.ts';
import { differenceText, firstDifference } from './difference.ts';
import { inconsistency } from './inconsistencies.ts';
import { judgedAgain, type Judgeable } from './judged-again.ts';
import { partsOf } from './parts.ts';
import type { Reference } from './reference.ts';

/** Causes before their consequences. */
const order = ['scenarios', 'requirements', 'target', 'coverage', 'summary', 'verdict', 'exitCode', 'reasons', 'notes'];

/**
 * Finds the first value of a result that its steps and evidence do not support, with the JSON pointer in its file. For a
 * result of another version, compares only outcomes and the verdict: its wording may differ.
 *
 * @param reference this version's own knowledge; absent: the result is judged only by its content
 */
export function contradiction(result: Judgeable, reference?: Reference): string | undefined {
  const sameVersion = reference === undefined || result.tool.version === reference.version;
  const found = inconsistency(result) ?? otherJudgement(result, sameVersion);
  if (found !== undefined)
    return sameVersion
      ? found
      : `${found} (made by nopan-certify ${result.tool.version}, judged by ${reference.version})`;
  return reference && isOfReference(result, reference) ? departure(result, reference) : undefined;
}

function otherJudgement(result: Judgeable, sameVersion: boolean): string | undefined {
  const again = { ...judgedAgain(result), coverage: coverageAgain(result) };
  const partsIn = (each: Result): { readonly certification: unknown; readonly run: unknown } =>
    sameVersion ? partsOf(each) : essence(each);
  const [actual, expected] = [partsIn(result), partsIn(again)];
  for (const part of ['certification', 'run'] as const) {
    const difference = firstDifference(actual[part], expected[part], { pointer: `/${part}`, order });
    if (difference !== undefined) return differenceText(difference);
  }
  return undefined;
}

/** The parts on which two versions must agree. */
const essence = ({ verdict, exitCode, target, scenarios, requirements, summary }: Result) => ({
  certification: {
    ...{ verdict, exitCode, summary },
    target: { official: target.official },
    scenarios: scenarios.map(({ outcome }) => ({ outcome: state(outcome) })),
    requirements: requirements.map(({ outcome }) => ({ outcome: state(outcome) })),
  },
  run: {},
});

const state = (outcome: Outcome): object => ({
  status: outcome.status,
  ...('result' in outcome && { result: outcome.result }),
});
