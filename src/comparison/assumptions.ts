import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../contract/types/comparison.ts';
import type { Result } from '../contract/types/result.ts';
import { pairsById } from './pairs.ts';

/** Values that no page of Nopan's states, or that a user has set, and that are other ones now. */
export function assumptionChanges(old: Result, now: Result): Change[] {
  return pairsById(old.assumptions, now.assumptions).flatMap(({ before, after }) => {
    const id = after?.id ?? before?.id ?? '';
    // One that is documented by now stands among the settings, and not among the assumptions.
    const was = before ?? { value: old.profile[id], status: 'documented' };
    const is = after ?? { value: now.profile[id], status: 'documented' };
    if (isDeepStrictEqual(was.value, is.value) && was.status === is.status) return [];
    return {
      ...({ kind: 'changed assumption', of: 'setting', id, title: id, regression: false } as const),
      ...(was.value !== undefined && { before: shown(was) }),
      ...(is.value !== undefined && { after: shown(is) }),
    };
  });
}

const shown = ({ value, status }: { readonly value: unknown; readonly status: string }): string =>
  `${JSON.stringify(value)} (${status})`;
