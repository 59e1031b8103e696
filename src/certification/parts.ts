import type { Certification, Run } from '../contract/types/result-file.ts';
import type { Result } from '../contract/types/result.ts';

/** A result as its file has it: what a repeated run reproduces byte for byte, and what belongs to the run. */
export interface Parts {
  readonly certification: Certification;
  /** It lacks only what is known when the other part is written. */
  readonly run: Omit<Run, 'certificationDigest'>;
}

/** What of a value is told apart: all of it, some members, or some members of every item of a list. */
type Portion = true | readonly [Portion] | { readonly [member: string]: Portion };

const told: Portion = {
  message: true,
  where: true,
  expected: true,
  actual: true,
  advice: true,
  repeat: true,
  replay: true,
};
const counts: Portion = { seen: [{ count: true }] };

/** What belongs to the run. How often a state is polled for is chance, and what is said of a failure may quote an answer. */
const ofRun: Portion = {
  configurationDigest: true,
  operator: true,
  startedAt: true,
  finishedAt: true,
  durationMs: true,
  reasons: true,
  target: { baseUrl: true },
  summary: { exchanges: true, deliveries: true },
  coverage: { operations: [counts], values: [counts] },
  scenarios: [
    {
      startedAt: true,
      durationMs: true,
      failure: told,
      steps: [{ durationMs: true, exchanges: true, deliveries: true }],
    },
  ],
  faults: [told],
};

export const partsOf = (result: Result): Parts => ({
  certification: without(result, ofRun) as Certification,
  run: only(result, ofRun) as Run,
});

/** The result whose parts these are, or where and how they do not fit together. */
export function wholeOf({ certification, run }: Parts): { readonly result: Result } | { readonly problem: string } {
  const problem = misfit(certification, run, ofRun);
  return problem === undefined ? { result: laidOver(certification, run) as Result } : { problem };
}

type Members = Readonly<Record<string, unknown>>;

const isList = (portion: Portion): portion is readonly [Portion] => Array.isArray(portion);

function only(value: unknown, portion: Portion): unknown {
  if (portion === true) return value;
  if (isList(portion)) return (value as unknown[]).map((item) => only(item, portion[0]));
  return Object.fromEntries(
    Object.entries(portion).flatMap(([name, part]) => {
      const member = (value as Members)[name];
      return member === undefined ? [] : [[name, only(member, part)]];
    }),
  );
}

function without(value: unknown, portion: Exclude<Portion, true>): unknown {
  if (isList(portion)) return (value as unknown[]).map((item) => without(item, portion[0] as Exclude<Portion, true>));
  return Object.fromEntries(
    Object.entries(value as Members).flatMap(([name, member]) => {
      const part = portion[name];
      if (part === true || member === undefined) return [];
      return [[name, part === undefined ? member : without(member, part)]];
    }),
  );
}

/** Each part fits its schema; what that cannot say is whether the other has the same lists, and the other half of each failure. */
function misfit(kept: unknown, taken: unknown, portion: Portion, pointer = ''): string | undefined {
  if (portion === true) return undefined;
  if (kept === undefined && taken === undefined) return undefined;
  if (kept === undefined) return `certification has no ${pointer}, and run has`;
  if (taken === undefined) return `run has no ${pointer}, and certification has`;
  if (isList(portion)) return misfitOfLists(kept as unknown[], taken as unknown[], portion[0], pointer);
  return firstOf(Object.entries(portion), ([name, part]) =>
    misfit((kept as Members)[name], (taken as Members)[name], part, `${pointer}/${name}`),
  );
}

function misfitOfLists(
  kept: readonly unknown[],
  taken: readonly unknown[],
  portion: Portion,
  pointer: string,
): string | undefined {
  if (kept.length !== taken.length)
    return `${pointer} has ${kept.length} items in certification and ${taken.length} in run`;
  return firstOf(kept.entries(), ([place, item]) => misfit(item, taken[place], portion, `${pointer}/${place}`));
}

function firstOf<Item>(items: Iterable<Item>, problemOf: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Two trees of one shape as one. */
function laidOver(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return one ?? other;
  if (Array.isArray(one)) return one.map((item, place) => laidOver(item, (other as unknown[])[place]));
  const names = new Set(Object.keys({ ...(one as Members), ...(other as Members) }));
  return Object.fromEntries(
    [...names].map((name) => [name, laidOver((one as Members)[name], (other as Members)[name])]),
  );
}
