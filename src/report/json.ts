import { createHash } from 'node:crypto';
import { partsOf } from '../certification/parts.ts';
import { canonicalJson, canonicalMembers } from '../contract/canonical-json.ts';
import type { Result } from '../contract/types/result.ts';

/**
 * The canonical result, for machines, in its two parts (docs/result-format.md): a line for each item of their lists, so that a scenario
 * at a time is enough to write it, and to look for one.
 */
export function* json(result: Result): Iterable<string> {
  const { certification, run } = partsOf(result);
  const digest = createHash('sha256');
  yield '{"formatVersion":2,\n"certification":\n';
  for (const piece of pieces(certification, canonicalJson)) {
    digest.update(piece);
    yield `${piece}\n`;
  }
  yield ',"run":\n';
  const rest = { certificationDigest: digest.digest('hex'), ...run };
  for (const piece of pieces(rest, JSON.stringify)) yield `${piece}\n`;
  yield '}\n';
}

/** An object as the pieces of its text, between which a line may end. */
function* pieces(object: object, text: (value: unknown) => string): Iterable<string> {
  let before = '{';
  for (const [name, member] of canonicalMembers(object)) {
    const head = `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (!Array.isArray(member) || member.length === 0) {
      yield head + text(member);
      continue;
    }
    yield `${head}[`;
    for (const [place, item] of member.entries()) yield text(item) + (place + 1 < member.length ? ',' : '');
    yield ']';
  }
  yield '}';
}
