import { groups } from '../../certification/groups.ts';
import type { Change, Comparison } from '../../contract/types/comparison.ts';
import { looks } from '../states.ts';

export interface Section {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** In the order in which a reader wants to know: what has got worse first. */
const titles: Readonly<Record<Change['kind'], string>> = {
  verdict: 'Verdict',
  'newly failing': 'Newly failing',
  'newly skipped': 'Newly skipped',
  'no longer shown': 'No longer shown',
  'weaker evidence': 'Weaker evidence',
  'changed catalogue': 'Changed catalogue',
  'changed assumption': 'Changed assumed values',
  'changed input': 'Changed inputs',
  'slower calls': 'Slower calls',
  'newly passing': 'Newly passing',
};

export function sectionsOf({ changes }: Comparison): Section[] {
  const byKind = new Map(groups(changes, ({ kind }) => kind));
  return Object.entries(titles).flatMap(([kind, title]) => {
    const own = byKind.get(kind);
    return own === undefined ? [] : [{ title: `${title} (${own.length})`, changes: own }];
  });
}

/** A state in the word that reports have for it; anything else as it is. */
const worded = (value: string): string => (looks as Partial<Record<string, { word: string }>>)[value]?.word ?? value;

/** `Passed → Failed` */
export function differenceOf({ before, after, kind }: Change): string {
  if (before === undefined) return `new: ${worded(after ?? '')}`;
  if (after === undefined) return `gone: ${worded(before)}`;
  return kind === 'verdict' ? `${before} → ${after}` : `${worded(before)} → ${worded(after)}`;
}

export const headline = ({ regression, changes }: Comparison): string => {
  if (regression) return 'REGRESSION';
  return changes.length === 0 ? 'NO DIFFERENCE' : 'NO REGRESSION';
};

/** Why only a part is compared; undefined if all of it is. */
export function onlySelection({ old, new: now }: Comparison): string | undefined {
  if (old.selection === now.selection) return undefined;
  const which =
    old.selection !== undefined && now.selection !== undefined
      ? `The results are of different selections (old: ${old.selection}; new: ${now.selection})`
      : now.selection === undefined
        ? `The old result is of a selection (${old.selection ?? ''}), the new one is not`
        : `The new result is of a selection (${now.selection}), the old one is not`;
  return `${which}. Only what both ran is compared.`;
}
