import type { Failure, ScenarioResult } from '../contract/types/result.ts';
import { stateOf } from './outcome.ts';

/** What became of a failure when its scenario ran again. */
export interface Repetition {
  readonly outcome: 'FIXED' | 'STILL FAILING' | 'DIFFERENT';
  /** What is otherwise than it was. */
  readonly changes: readonly { readonly name: string; readonly before: string; readonly now: string }[];
}

const compared = ['code', 'step', 'message', 'expected', 'actual'] as const;

/** Lays a failure beside what the same scenario showed later. */
export function repetitionOf(before: Failure, { outcome, failure }: ScenarioResult): Repetition {
  const state = stateOf(outcome);
  if (state === 'PASSED') return { outcome: 'FIXED', changes: [] };
  if (failure === undefined) {
    return { outcome: 'DIFFERENT', changes: [{ name: 'state', before: 'FAILED', now: state }] };
  }
  const changes = compared.flatMap((name) => {
    const [was = '', is = ''] = [before[name], failure[name]];
    return lasting(was) === lasting(is) ? [] : [{ name, before: was, now: is }];
  });
  return { outcome: changes.length === 0 ? 'STILL FAILING' : 'DIFFERENT', changes };
}

/** A text without what is another one in every run: identifiers, references, times and ports. */
const lasting = (text: string): string =>
  text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>')
    .replaceAll(/(127\.0\.0\.1|localhost):\d+/g, '$1:<port>')
    .replaceAll(/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{12,}\b/g, '<reference>')
    .replaceAll(/\b\d{9,}\b/g, '<number>')
    .replaceAll(/\b\d+(?:\.\d+)? (?:ms|s)\b/g, '<duration>');
