import type { Change } from '../contract/types/comparison.ts';
import type { RequirementResult } from '../contract/types/result.ts';
import type { Pair } from './pairs.ts';

/** What is demanded otherwise than before. To demand less is a regression: it would be a way to a better verdict. */
export function catalogueChanges(pairs: readonly Pair<RequirementResult>[]): Change[] {
  return pairs.flatMap(({ before, after }) => {
    if (after === undefined) {
      if (before === undefined) return [];
      return change(before, { before: `${before.level}: ${before.title}`, regression: before.level === 'MUST' });
    }
    if (before === undefined) return change(after, { after: `${after.level}: ${after.title}`, regression: false });
    return [
      ...(before.level === after.level
        ? []
        : change(after, { before: before.level, after: after.level, regression: before.level === 'MUST' })),
      ...(before.title === after.title
        ? []
        : change(after, { before: before.title, after: after.title, regression: false })),
    ];
  });
}

const change = (
  { id, title }: RequirementResult,
  difference: Pick<Change, 'before' | 'after' | 'regression'>,
): Change[] => [{ kind: 'changed catalogue', of: 'requirement', id, title, ...difference }];
