import { hidden, isHidden } from './secret-patterns.ts';
import type { SecretName } from './secret-names.ts';
import type { Span } from './spans.ts';

const text = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"?`;
const single = String.raw`'[^'\\\r\n]*'?`;
const object = String.raw`\{[^}]*\}?`;
const list = String.raw`\[(?!redacted(?: sha256:[0-9a-f]{12})?\])[^\]]*\]?`;
const bare = String.raw`[^\s&",}[\]]+`;

/** Is told what stood under a secret name. */
export type Learn = (secret: SecretName, value: string) => void;

/** A notation for a name and its value. */
interface Notation {
  /** With three groups: the text before the value, the name in it, and the value. */
  readonly pattern: RegExp;
  /** Whether the notation also occurs in prose: the value is hidden only if it looks like a secret. */
  readonly isSpoken: boolean;
  readonly decode: (value: string) => string;
}

/**
 * Secrets that are known by the name before them. As with the patterns of secret-patterns.ts, searching takes a time that grows with
 * the text, whatever it is.
 */
export class NamedSecrets {
  readonly #byName: ReadonlyMap<string, SecretName>;
  readonly #notations: readonly Notation[];
  /** An escape may hide a name, so content with one is parsed. */
  readonly #mayName: RegExp;
  readonly #name: RegExp;

  constructor(names: readonly SecretName[]) {
    const anyName = names.map(({ name }) => spellings(name)).join('|');
    this.#byName = new Map(names.map((secret) => [plain(secret.name), secret]));
    const notation = (before: string, value: string, isSpoken = false, decode = unquoted): Notation => ({
      pattern: new RegExp(`(${before.replace('NAME', `(${anyName})`)})(${value})`, 'gi'),
      isSpoken,
      decode,
    });
    this.#notations = [
      // JSON that cannot be parsed; the same as programs write it.
      notation(String.raw`"NAME"\s*:\s*`, `${text}|${object}|${list}|${bare}`),
      notation(String.raw`'NAME'\s{0,9}:\s{0,9}`, `${text}|${single}|${object}|${list}|[^\\s&"',}[\\]]+`),
      // Forms and queries.
      notation(String.raw`\bNAME=`, `${text}|${single}|${object}|${list}|${bare}`, false, decoded),
      // XML.
      notation(String.raw`<(?:[\w.-]{1,40}:)?NAME(?:\s[^<>]{0,200})?>`, '[^<>]+'),
      // YAML, logs and header fields.
      notation(
        String.raw`\bNAME(?:\s{0,3}[:=]\s{1,3}|\s{1,3}=|:)(?![\s/])`,
        `${text}|${single}|[^\\s"',;&<>{}()[\\]]+`,
        true,
      ),
    ];
    this.#mayName = new RegExp(String.raw`${anyName}|\\u`, 'i');
    this.#name = new RegExp(anyName, 'i');
  }

  named(name: string): SecretName | undefined {
    return this.#byName.get(plain(name));
  }

  mayBeNamedIn(content: string): boolean {
    return this.#mayName.test(content);
  }

  /** The places of values with a secret name, and their replacements. */
  spansIn(value: string, learn: Learn): Span[] {
    if (!this.#name.test(value)) return [];
    return this.#notations.flatMap((notation) => this.#spansOf(notation, value, learn));
  }

  #spansOf({ pattern, isSpoken, decode }: Notation, value: string, learn: Learn): Span[] {
    const spans: Span[] = [];
    for (const { 1: before = '', 2: name = '', 3: found = '', index } of value.matchAll(pattern)) {
      const member = isSpoken && !/^["']/.test(found) ? withoutStops(found) : found;
      const secret = this.named(name);
      const content = decode(member);
      if (secret === undefined || isHidden(content) || isReference(content)) continue;
      if (isSpoken && !isLikeSecret(secret, content)) continue;
      learn(secret, content);
      const start = index + before.length;
      const quote = member.startsWith('"') ? '"' : member.startsWith("'") ? "'" : '';
      spans.push({ start, end: start + member.length, replacement: quote + hidden + quote });
    }
    return spans;
  }
}

/** Without punctuation at the end. */
function withoutStops(text: string): string {
  let end = text.length;
  while (end > 0 && '.:!?'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A reference to a secret (config/secret.ts) is not a secret. */
const isReference = (value: string): boolean => /^\$\{(?:env|file):/.test(value);

const isLikeSecret = ({ fits }: SecretName, value: string): boolean =>
  fits(value) || (/\d/.test(value) && /^\S{6,}$/.test(value));

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');

/** Matches every spelling of a name, as plain compares them. */
const spellings = (name: string): string =>
  name.replaceAll('.', String.raw`\.`).replaceAll(/[-_]|(?<=[a-z])(?=[A-Z])/g, '[-_]?');

const unquoted = (member: string): string =>
  /^(["']).*\1$/s.test(member) && member.length > 1 ? member.slice(1, -1) : member;

/** Of a form or a query. */
function decoded(value: string): string {
  const content = unquoted(value);
  if (content !== value) return content;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
