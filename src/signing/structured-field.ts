import { isInnerList, parseDictionary, type Dictionary } from 'structured-headers';
import { SignatureError, type SignatureErrorCode } from './signature-error.ts';

/**
 * A Structured Field of type Dictionary (RFC 9651 section 3.2), read more strictly than parsers must: a repeated key, which they
 * resolve by letting the last one win, and base64 that is not canonical are refused.
 * @throws {SignatureError} with the given code.
 */
export function strictDictionary(field: string, value: string, code: SignatureErrorCode): Dictionary {
  const refuse = (problem: string, cause?: unknown) =>
    new SignatureError(code, `${field} ${problem}`, {
      where: field,
      expected: 'a Dictionary Structured Field (RFC 9651 section 3.2)',
      actual: value,
      cause,
    });
  let dictionary: Dictionary;
  try {
    dictionary = parseDictionary(value);
  } catch (cause) {
    throw refuse(`is not a Structured Field: ${(cause as Error).message}`, cause);
  }
  const bare = withoutStrings(value);
  if (dictionary.size > 0 && occurrences(bare, ',') + 1 !== dictionary.size) throw refuse('has the same label twice');
  if (occurrences(bare, ';') !== parameterCount(dictionary)) throw refuse('has the same parameter twice');
  for (const [, base64] of bare.matchAll(byteSequence)) {
    if (!isCanonicalBase64(base64 ?? '')) throw refuse('has base64 that is not canonical');
  }
  return dictionary;
}

/** The raw text of one Dictionary member. */
interface MemberText {
  readonly text: string;
  /** Whether the field has other members. */
  readonly isOneOfSeveral: boolean;
}

/**
 * The raw text of the member with a label. Other members belong to other signers and are not judged.
 * @returns undefined when the field cannot be split into members, or the label does not occur exactly once.
 */
export function memberText(value: string, label: string): MemberText | undefined {
  const members = membersOf(value);
  const own = members?.filter((member) => memberKey.exec(member)?.[1] === label);
  const [text] = own ?? [];
  if (text === undefined || own?.length !== 1) return undefined;
  return { text, isOneOfSeveral: members !== undefined && members.length > 1 };
}

/**
 * Parses one Dictionary member as strictly as strictDictionary, with any content in other members.
 * @throws {SignatureError} with the given code.
 */
export function strictMember(field: string, value: string, label: string, code: SignatureErrorCode) {
  const own = memberText(value, label);
  return strictDictionary(field, own?.isOneOfSeveral === true ? own.text : value, code).get(label);
}

/** Looser than RFC 9651, since the names of other members are not judged. */
const memberKey = /^([\w*][\w.*-]*)\s*(?=[=;]|$)/;

/** Strings and byte sequences, in which commas are no separators. */
const quotedOrBytes = /"(?:[^"\\]|\\.)*"|:[A-Za-z0-9+/=]*:/g;

/** Splits at commas outside of strings, byte sequences and lists; undefined when a part is not a member. */
function membersOf(value: string): string[] | undefined {
  const bare = value.replace(quotedOrBytes, (text) => '_'.repeat(text.length));
  const members: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= bare.length; at++) {
    const character = bare.charAt(at);
    if (character === '(') depth++;
    if (character === ')') depth--;
    if ((character === ',' && depth === 0) || at === bare.length) {
      members.push(value.slice(start, at).trim());
      start = at + 1;
    }
  }
  return depth === 0 && members.every((member) => memberKey.test(member)) ? members : undefined;
}

/** Whether no other text decodes to the same bytes: padding is complete and unused bits are zero (RFC 4648 section 3.5). */
export function isCanonicalBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

/** What is left of JSON or of a Structured Field when the contents of its strings are removed: here every delimiter counts. */
export function withoutStrings(text: string): string {
  return text.includes('"') ? text.replace(/"(?:[^"\\]|\\.)*"/g, '""') : text;
}

export function occurrences(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}

const byteSequence = /:([A-Za-z0-9+/=]*):/g;

function parameterCount(dictionary: Dictionary): number {
  let count = 0;
  for (const member of dictionary.values()) {
    count += member[1].size;
    if (isInnerList(member)) for (const [, parameters] of member[0]) count += parameters.size;
  }
  return count;
}
