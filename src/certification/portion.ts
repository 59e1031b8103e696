/** What of a value is told apart: all of it, some members, or some members of every item of a list. */
export type Portion = true | readonly [Portion] | { readonly [member: string]: Portion };

type Members = Readonly<Record<string, unknown>>;

const isList = (portion: Portion): portion is readonly [Portion] => Array.isArray(portion);

/** The portion alone. */
export function only(value: unknown, portion: Portion): unknown {
  if (portion === true || value === undefined) return value;
  if (isList(portion)) return (value as unknown[]).map((item) => only(item, portion[0]));
  return present(Object.entries(portion).map(([name, part]) => [name, only((value as Members)[name], part)]));
}

/** All but the portion. */
export function without(value: unknown, portion?: Portion): unknown {
  if (portion === undefined) return value;
  if (portion === true) return undefined;
  if (isList(portion)) return (value as unknown[]).map((item) => without(item, portion[0]));
  return present(Object.entries(value as Members).map(([name, member]) => [name, without(member, portion[name])]));
}

const present = (members: readonly (readonly [name: string, member: unknown])[]): Members =>
  Object.fromEntries(members.filter(([, member]) => member !== undefined));

/** Why two values are not a portion and the rest of one value, where each by itself could be: lists of other lengths, or half an object. */
export function misfit(kept: unknown, taken: unknown, portion: Portion, pointer = ''): string | undefined {
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

/** A portion and the rest as the value that they are of. */
export function laidOver(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return one ?? other;
  if (Array.isArray(one)) return one.map((item, place) => laidOver(item, (other as unknown[])[place]));
  const names = new Set(Object.keys({ ...(one as Members), ...(other as Members) }));
  return Object.fromEntries(
    [...names].map((name) => [name, laidOver((one as Members)[name], (other as Members)[name])]),
  );
}
