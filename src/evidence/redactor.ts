import { createPrivateKey } from 'node:crypto';
import type { Fields } from '../signing/message.ts';
import { inflated, unmarked } from './compressed.ts';
import { withoutEncoded, type SecretFinder } from './encoded-secrets.ts';
import { textsOf, type Telling, type Texts } from './failure-texts.ts';
import { keptText } from './kept.ts';
import { Literals } from './literals.ts';
import { NamedSecrets } from './named-secrets.ts';
import {
  isLikeToken,
  ownSecretName,
  secretFieldNames,
  usualSecretNames,
  type SecretKind,
  type SecretName,
} from './secret-names.ts';
import { merged, replaced, type Span } from './spans.ts';
import { fingerprint, hidden, isHidden, isKnownByForm, secretFormsIn, withoutSecretForms } from './secret-patterns.ts';

/**
 * Removes secrets from whatever becomes evidence. What is already redacted stays as it is. It takes foreign text of any length:
 * its time grows with the text, and what it remembers has a measure, beyond which nothing new is learned: the oldest stays.
 */
export interface Redactor {
  /**
   * Remembers a secret of our own, to remove it from any text from now on. One with less than six characters could not be told from
   * other text; a single word is removed where it is a value, but not from sentences.
   */
  learn(secret: string): void;
  /** Remembers the secret numbers of a private key in PEM, in each encoding of docs/secrets.md. */
  learnKey(pem: string): void;
  /** Hides the values of these header fields from now on, as those of credentials. */
  hideFields(names: readonly string[]): void;
  /** Hides what has one of these names from now on: members of contents, forms and queries, and header fields. */
  hideNamed(names: readonly string[]): void;
  /** Remembers a token that the target gave, unless it could be a word of the protocol: no target may blank the evidence. */
  learnToken(token: string): void;
  /** Remembers the credentials in header fields that are sent, since an answer may quote them. */
  learnCredentials(fields: Fields): void;
  /** Remembers the named secrets of content that is only partly kept. */
  learnNamed(content: string): void;
  /** Any text: an error message, a URL, a signature base. */
  text(text: string): string;
  /**
   * The texts of a failure or a finding, which may quote what a target said: `message`, `found`, `where`, `expected`, `actual` and
   * `advice`, as far as it has them. One beyond measure is cut.
   * @example { class: error.blame, code: error.code, ...redactor.failure(error) }
   */
  failure<T extends Telling>(failure: T): Texts<T>;
  fields(fields: Fields): [name: string, value: string][];
  /** Content as text, JSON and forms by the names of their members. What is hidden there is learned if it is like a secret of that name. */
  body(body: Buffer): string;
}

export interface RedactorOptions {
  /** Header fields whose values are secret, besides the usual ones. */
  readonly secretFields?: readonly string[];
}

const shown: Readonly<Record<SecretKind, (secret: string) => string>> = { token: fingerprint, personal: () => hidden };

const shortest = 6;
/** How many characters all that is remembered may have. */
const mostCharacters = 512 * 1024;

export function createRedactor({ secretFields = [] }: RedactorOptions = {}): Redactor {
  const credentialFields = new Set([...secretFieldNames, ...secretFields.map((name) => name.toLowerCase())]);
  const hasCredentials = (name: string): boolean => credentialFields.has(name.toLowerCase());
  const ownNames = new Set<string>();
  let names = new NamedSecrets(usualSecretNames);
  const learned = new Literals(mostCharacters);

  const add = (literal: string, replacement: string): void => {
    if (!learned.has(literal)) learned.add(literal, replacement);
  };
  const remember = (literal: string, kind: SecretKind): void => {
    if (isHidden(literal) || isKnownByForm(literal)) return;
    add(literal, shown[kind](literal));
    add(bytesOf(literal), shown[kind](literal));
    for (const wide of wideBytesOf(literal)) add(wide, shown[kind](literal));
  };
  const rememberFitting = ({ fits, kind }: SecretName, literal: string): void => {
    // White space is of prose: a validation message under the name of the field that it is about.
    if (literal.length >= shortest && !/\s/.test(literal) && fits(literal)) remember(literal, kind);
  };
  const rememberToken = (token: string): void => {
    if (isLikeToken(token)) remember(token, 'token');
  };

  const namedIn = (value: string): Span[] => names.spansIn(value, rememberFitting);
  const inEncoded: SecretFinder = {
    inText: (decoded) => {
      const known = namedIn(decoded);
      return [...known, ...secretFormsIn(decoded), ...learned.spansIn(decoded)];
    },
    inBytes: (decoded) => learned.spansIn(decoded),
  };
  const withoutKnown = (value: string): string =>
    withoutSecretForms(learned.replaceIn(withoutEncoded(value, inEncoded)));
  const text = (value: string): string => withoutKnown(replaced(value, merged(namedIn(value))));

  /** A member of JSON, without what is secret. */
  const hide = (name: string, member: unknown): unknown => {
    const named = names.named(name);
    // Hiding a number must leave valid JSON.
    if (named === undefined) return typeof member === 'number' && learned.has(String(member)) ? hidden : member;
    for (const literal of literalsIn(member)) rememberFitting(named, literal);
    return hideValue(member, named.kind);
  };

  const field = (name: string, value: string): string => {
    if (hasCredentials(name)) return hideCredentials(value);
    const hiddenValue = hide(name, value);
    return typeof hiddenValue === 'string' && hiddenValue !== value ? hiddenValue : text(value);
  };

  /** Replaces known secrets that are numbers in JSON. */
  const hasNumber = (content: string): boolean =>
    /^\s*[{[]/.test(content) &&
    learned.spansIn(content).some(({ start, end }) => /^-?\d+$/.test(content.slice(start, end)));

  return {
    learn: (literal) => {
      if (literal.length >= shortest) remember(literal, 'token');
    },
    learnKey: (pem) => {
      for (const literal of [...secretNumbers(pem), ...contentsOf(pem)]) add(literal, hidden);
    },
    hideFields: (more) => {
      for (const name of more) credentialFields.add(name.toLowerCase());
    },
    hideNamed: (more) => {
      for (const name of more) ownNames.add(name);
      names = new NamedSecrets([...[...ownNames].map(ownSecretName), ...usualSecretNames]);
    },
    learnToken: rememberToken,
    learnCredentials: (fields) => {
      for (const [name, value] of fields) if (hasCredentials(name)) rememberToken(credentials(value).secret);
    },
    learnNamed: (content) => {
      if (!names.mayBeNamedIn(content)) return;
      const parsed = parse(content);
      try {
        if (parsed !== undefined) JSON.stringify(parsed.json, hide);
      } catch {
        // It is nested too deeply to be parsed.
      }
      namedIn(content);
    },
    text,
    failure: (failure) => textsOf(failure, (each) => keptText(each, { text })),
    fields: (fields) => fields.map(([name, value]) => [name, field(name, value)]),
    body: (body) => {
      const content = body.toString('utf8');
      const packed = decompressed(body, content);
      if (packed !== undefined && text(packed) !== packed) {
        return `[not kept: compressed content with a secret; ${body.length} bytes]`;
      }
      if (!names.mayBeNamedIn(content) && !hasNumber(content)) return text(content);
      const parsed = parse(content);
      if (parsed === undefined) return text(content);
      try {
        const changed: string[] = [];
        const shownJson = JSON.stringify(parsed.json, (name, member: unknown) => {
          const kept = hide(name, member);
          if (kept !== member) changed.push(name);
          return kept;
        });
        // Content without secrets stays byte for byte, since it was signed.
        return withoutKnown(changed.length === 0 ? content : shownJson);
      } catch {
        // Its secrets cannot be told from the rest.
        return `[not kept: JSON that is nested too deeply; ${body.length} bytes]`;
      }
    },
  };
}

/** Decompresses content that is not UTF-8 text. */
function decompressed(body: Buffer, content: string): string | undefined {
  if (!content.includes('\ufffd')) return undefined;
  return (inflated(body) ?? unmarked(body))?.content.toString('utf8');
}

/** As decoders see it, which know bytes only; the same text where all of it is ASCII. */
const bytesOf = (literal: string): string => Buffer.from(literal).toString('latin1');

/** The UTF-16 bytes of text with characters beyond Latin-1. */
function wideBytesOf(literal: string): string[] {
  if (!/[^\0-\xff]/.test(literal)) return [];
  const bytes = Buffer.from(literal, 'utf16le');
  return [bytes.toString('latin1'), Buffer.from(bytes).swap16().toString('latin1')];
}

/** What stands between the boundaries of PEM (RFC 7468), with and without its line breaks. */
function contentsOf(pem: string): string[] {
  const lines = pem.split(/\r?\n/).filter((line) => /^[\w+/=]+$/.test(line));
  return [lines.join(''), lines.join('\n')];
}

/** The private members of its JWK (RFC 7518 sections 6.2.2 and 6.3.2, RFC 8037 section 2), as they stand there and as bytes. */
function secretNumbers(pem: string): string[] {
  const { d, p, q, dp, dq, qi } = createPrivateKey(pem).export({ format: 'jwk' });
  return [d, p, q, dp, dq, qi].flatMap((number) =>
    number === undefined ? [] : [number, Buffer.from(number, 'base64url').toString('latin1')],
  );
}

function parse(content: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(content) as unknown };
  } catch {
    return undefined;
  }
}

function hideValue(member: unknown, kind: SecretKind): unknown {
  if (member === null || (typeof member === 'string' && isHidden(member))) return member;
  return typeof member === 'string' ? shown[kind](member) : hidden;
}

/** The scheme of credentials and the rest (RFC 9110 section 11.4). */
function credentials(value: string): { readonly scheme: string; readonly secret: string } {
  const [, scheme = '', secret = ''] = /^([A-Za-z-]+ )?(.*)$/s.exec(value) ?? [];
  return { scheme, secret };
}

function hideCredentials(value: string): string {
  const { scheme, secret } = credentials(value);
  return isHidden(secret) ? value : scheme + fingerprint(secret);
}

/** All texts and numbers at any depth. */
function literalsIn(value: unknown): string[] {
  const found: string[] = [];
  const open = [value];
  for (const next of open) {
    if (typeof next === 'string' || typeof next === 'number') found.push(String(next));
    else if (typeof next === 'object' && next !== null) for (const member of Object.values(next)) open.push(member);
  }
  return found;
}
