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
  yield '{"formatVersion":4,\n"certification":\n';
  for (const piece of pieces(certification, wellFormed(canonicalJson))) {
    digest.update(piece);
    yield `${piece}\n`;
  }
  yield ',"run":\n';
  const rest = { certificationDigest: digest.digest('hex'), ...run };
  for (const piece of pieces(rest, wellFormed(JSON.stringify))) yield `${piece}\n`;
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

/**
 * Without halves of surrogate pairs, which a value of an answer can hold by an escape: many a reader refuses all of a file for one
 * (RFC 8259 section 8.2).
 */
const wellFormed =
  (text: (value: unknown) => string) =>
  (value: unknown): string => {
    const written = text(value);
    return halfEscaped.test(written) ? text(JSON.parse(JSON.stringify(value, mended))) : written;
  };

/** Of surrogates, only halves are written as escapes; what looks like one may also be text that was. */
const halfEscaped = /\\ud[89a-f]/;

const mended = (_: string, member: unknown): unknown =>
  typeof member === 'string' ? member.replaceAll(/\p{Surrogate}/gu, '\ufffd') : member;
