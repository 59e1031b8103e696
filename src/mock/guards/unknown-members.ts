import type { Protocol } from '../../contract/protocol.ts';
import { pointerTokens, valueAt } from '../../contract/pointer.ts';
import type { Violation } from '../../contract/violation.ts';

type Strictness = Protocol['requests']['unknownMembers'];

/** Whether a member that no schema describes is taken, by how deep it lies: 1 is the top level. */
const tolerates: Readonly<Record<Strictness, (depth: number, openContent: boolean) => boolean>> = {
  'rejected at the top level': (depth, openContent) => depth > 1 || openContent,
  rejected: () => false,
  accepted: () => true,
};

/**
 * Removes from a content the unknown members that are tolerated, so that nothing that comes of it repeats them.
 * @param openContent whether the operation's schema does not say that it takes no others
 * @returns the violations that remain
 */
export function withoutUnknown(
  violations: readonly Violation[],
  content: unknown,
  strictness: Strictness,
  openContent: boolean,
): readonly Violation[] {
  return violations.filter(({ keyword, pointer }) => {
    const path = pointerTokens(pointer);
    if (keyword !== 'additionalProperties' || !tolerates[strictness](path.length, openContent)) return true;
    const holder = valueAt(content, pointer.slice(0, pointer.lastIndexOf('/')));
    Reflect.deleteProperty(holder as object, path.at(-1) ?? '');
    return false;
  });
}
