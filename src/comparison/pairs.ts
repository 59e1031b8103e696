import { groups } from '../certification/groups.ts';
import type { ScenarioResult } from '../contract/types/result.ts';

/** The same thing in two results; one side is absent where only the other has it. */
export interface Pair<T> {
  readonly before?: T;
  readonly after?: T;
}

/** Things that go by an id: requirements, settings. */
export const pairsById = <T extends { readonly id: string }>(old: readonly T[], now: readonly T[]): Pair<T>[] =>
  paired(old, now, ({ id }) => id);

/**
 * Scenarios by feature and name, since lines move. Where several go by the same, as the examples of an outline whose name
 * holds no value do, by the words of their steps, in which the example's values stand; what is left, in its order.
 */
export function scenarioPairs(old: readonly ScenarioResult[], now: readonly ScenarioResult[]): Pair<ScenarioResult>[] {
  const named = paired(grouped(old), grouped(now), ({ key }) => key);
  return named.flatMap(({ before, after }) => {
    const [one, other] = [before?.scenarios ?? [], after?.scenarios ?? []];
    if (one.length < 2 && other.length < 2) return paired(one, other, () => '');
    const exact = paired(one, other, wordsOf);
    const matched = exact.filter((pair) => pair.before !== undefined && pair.after !== undefined);
    const rest = exact.filter((pair) => pair.before === undefined || pair.after === undefined);
    return [...matched, ...inOrder(rest)];
  });
}

const grouped = (scenarios: readonly ScenarioResult[]) =>
  groups(scenarios, ({ feature, name }) => JSON.stringify([feature, name])).map(([key, own]) => ({
    key,
    scenarios: own,
  }));

const wordsOf = ({ steps }: ScenarioResult): string =>
  JSON.stringify(steps.map(({ keyword, text }) => [keyword, text]));

function inOrder<T>(pairs: readonly Pair<T>[]): Pair<T>[] {
  const old = pairs.flatMap(({ before }) => before ?? []);
  const now = pairs.flatMap(({ after }) => after ?? []);
  return Array.from({ length: Math.max(old.length, now.length) }, (_, place) => pairOf(old[place], now[place]));
}

/** The first with the first, where several have the same key. What is gone comes last. */
function paired<T>(old: readonly T[], now: readonly T[], keyOf: (item: T) => string): Pair<T>[] {
  const waiting = new Map(groups(old, keyOf));
  const pairs = now.map((after) => pairOf(waiting.get(keyOf(after))?.shift(), after));
  return [...pairs, ...[...waiting.values()].flat().map((before) => ({ before }))];
}

const pairOf = <T>(before: T | undefined, after: T | undefined): Pair<T> => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});
