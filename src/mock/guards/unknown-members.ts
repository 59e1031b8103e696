import type { Protocol } from '../../contract/protocol.ts';
import { pointerTokens, valueAt } from '../../contract/pointer.ts';
import type { Violation } from '../../contract/violation.ts';

type Strictness = Protocol['requests']['unknownMembers'];

/** Whether an unknown property is accepted, by its depth: 1 is the top level. */
const tolerates: Readonly<Record<Strictness, (depth: number, openContent: boolean) => boolean>> = {
  'rejected at the top level': (depth, openContent) => depth > 1 || openContent,
  rejected: () => false,
  accepted: () => true,
};

/**
 * Removes accepted unknown properties from a body, so that responses do not repeat them.
 * @param openContent whether the operation's schema allows other properties
 * @returns the violations that remain, and the paths of what was removed
 */
export function withoutUnknown(
  violations: readonly Violation[],
  content: unknown,
  strictness: Strictness,
  openContent: boolean,
): { readonly violations: readonly Violation[]; readonly ignored: readonly string[] } {
  const ignored: string[] = [];
  const remaining = violations.filter(({ keyword, pointer }) => {
    const path = pointerTokens(pointer);
    if (keyword !== 'additionalProperties' || !tolerates[strictness](path.length, openContent)) return true;
    const holder = valueAt(content, pointer.slice(0, pointer.lastIndexOf('/')));
    Reflect.deleteProperty(holder as object, path.at(-1) ?? '');
    if (!openContent || path.length > 1) ignored.push(path.join('.'));
    return false;
  });
  return { violations: remaining, ignored };
}
