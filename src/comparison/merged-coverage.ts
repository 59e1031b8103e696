import type { Coverage, Covered } from '../contract/types/result.ts';

/** What several runs have met together; unseen is only what none of them has. */
export function mergedCoverage(coverages: readonly Coverage[]): Coverage {
  const together = (lists: readonly (readonly Covered[])[]): Covered[] =>
    (lists[0] ?? []).map(({ name }) =>
      covered(
        name,
        lists.map((list) => list.find((each) => each.name === name)),
      ),
    );
  return {
    operations: together(coverages.map(({ operations }) => operations)),
    values: together(coverages.map(({ values }) => values)),
  };
}

function covered(name: string, parts: readonly (Covered | undefined)[]): Covered {
  const counts = new Map<string, number>();
  for (const { value, count } of parts.flatMap((part) => part?.seen ?? []))
    counts.set(value, (counts.get(value) ?? 0) + count);
  return {
    name,
    seen: [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([value, count]) => ({ value, count })),
    ...(parts[0]?.known !== undefined && { known: parts[0].known }),
    unseen: (parts[0]?.unseen ?? []).filter((value) => parts.every((part) => part?.unseen.includes(value) ?? true)),
  };
}
