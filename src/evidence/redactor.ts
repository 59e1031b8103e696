import { hash } from 'node:crypto';
import type { Fields } from '../signing/message.ts';
import { anySecretName, secretFieldNames, secretKind, type SecretKind } from './secret-names.ts';

/** Removes secrets from whatever becomes evidence. What is already redacted stays as it is. */
export interface Redactor {
  /**
   * Remembers a secret, to remove it from any text from now on. One with less than six characters, or with white space, could not
   * be told from other text.
   */
  learn(secret: string): void;
  /** Any text: an error message, a URL, a signature base. */
  text(text: string): string;
  fields(fields: Fields): [name: string, value: string][];
  /** Content as text, JSON and forms by the names of their members. What is hidden there is learned. */
  body(body: Buffer): string;
}

export interface RedactorOptions {
  /** Header fields whose values are secret, besides the usual ones. */
  readonly secretFields?: readonly string[];
}

const hidden = '[redacted]';
const isHidden = (text: string): boolean => /^\[redacted(?: sha256:[0-9a-f]{12})?\]$/.test(text);

/** `[redacted sha256:` and the first 12 hex digits of the hash: equal secrets look equal. */
const fingerprint = (secret: string): string => `[redacted sha256:${hash('sha256', secret, 'hex').slice(0, 12)}]`;

const shown: Readonly<Record<SecretKind, (secret: string) => string>> = { token: fingerprint, personal: () => hidden };

const shortest = 6;
const json = String.raw`"(?:[^"\\]|\\.)*"?|\{[^}]*\}?|\[(?!redacted(?: sha256:[0-9a-f]{12})?\])[^\]]*\]?`;
const patterns: readonly (readonly [RegExp, (secret: string) => string])[] = [
  // An access token (RFC 6750 section 2.1), a JWS with its payload, a private key (RFC 7468).
  [/(?<=\bBearer\s+)[^\s"',;[\]]+/gi, fingerprint],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, fingerprint],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g, () => hidden],
];
/** In JSON that cannot be parsed, and in forms and queries. */
const namedSecret = new RegExp(
  String.raw`("(?:${anySecretName})"\s*:\s*|\b(?:${anySecretName})=)(${json}|[^\s&",}[\]]+)`,
  'gi',
);
/** An escape may hide a name, so content with one is parsed. */
const mayNameSecrets = new RegExp(String.raw`${anySecretName}|\\u`, 'i');

export function createRedactor({ secretFields = [] }: RedactorOptions = {}): Redactor {
  const secret = new Set([...secretFieldNames, ...secretFields.map((name) => name.toLowerCase())]);
  /** Each learned secret with what takes its place, the longest first, since one may contain another. */
  let learned: (readonly [literal: string, replacement: string])[] = [];

  const remember = (literal: string, kind: SecretKind): void => {
    // White space is of prose: a validation message under the name of the field that it is about.
    if (literal.length < shortest || /\s/.test(literal) || isHidden(literal)) return;
    for (const form of new Set([literal, encodeURIComponent(Buffer.from(literal).toString())])) {
      if (learned.some(([known]) => known === form)) continue;
      learned = [...learned, [form, shown[kind](literal)] as const].sort(([a], [b]) => b.length - a.length);
    }
  };

  const withoutLearned = (value: string): string => {
    let result = value;
    for (const [literal, replacement] of learned) {
      if (result.includes(literal)) result = result.replace(standalone(literal), replacement);
    }
    for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
    return result;
  };

  const text = (value: string): string => {
    const named = mayNameSecrets.test(value) ? value.replace(namedSecret, hideMember) : value;
    return withoutLearned(named);
  };

  /** A JSON value with its secret members hidden; the same value when there is none. */
  const withoutSecrets = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(withoutSecrets);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const kind = secretKind(name);
        if (kind === undefined) return [name, withoutSecrets(member)];
        for (const literal of stringsIn(member)) remember(literal, kind);
        return [name, hideValue(member, kind)];
      }),
    );
  };

  return {
    learn: (literal) => {
      remember(literal, 'token');
    },
    text,
    fields: (fields) =>
      fields.map(([name, value]) => [name, secret.has(name.toLowerCase()) ? hideCredentials(value) : text(value)]),
    body: (body) => {
      const content = body.toString('utf8');
      if (!mayNameSecrets.test(content)) return text(content);
      try {
        return withoutLearned(JSON.stringify(withoutSecrets(JSON.parse(content))));
      } catch {
        return text(content);
      }
    },
  };
}

/** A literal where it is not part of a longer word or number. Long ones are secrets wherever they stand. */
function standalone(literal: string): RegExp {
  const escaped = literal.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return new RegExp(literal.length < 16 ? String.raw`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])` : escaped, 'g');
}

function hideValue(member: unknown, kind: SecretKind): unknown {
  if (member === null || (typeof member === 'string' && isHidden(member))) return member;
  return typeof member === 'string' ? shown[kind](member) : hidden;
}

/** Keeps the scheme of credentials (RFC 9110 section 11.4). */
function hideCredentials(value: string): string {
  const [, scheme = '', secret = ''] = /^([A-Za-z-]+ )?(.*)$/s.exec(value) ?? [];
  return isHidden(secret) ? value : scheme + fingerprint(secret);
}

function hideMember(_: string, name: string, value: string): string {
  if (!value.startsWith('"')) return name + hidden;
  return name + (isHidden(value.slice(1, -1)) ? value : `"${hidden}"`);
}

function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* stringsIn(member);
}
