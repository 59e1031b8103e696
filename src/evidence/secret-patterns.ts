import { hash } from 'node:crypto';
import type { Span } from './spans.ts';

/*
 * What these search is foreign text of any length, so each takes a time that grows with the text and not with its square: none
 * looks behind over a repetition, and where a search may fail late, the text that it went through is not gone through again.
 */

export const hidden = '[redacted]';
export const isHidden = (text: string): boolean => /^\[redacted(?: sha256:[0-9a-f]{12})?\]$/.test(text);

/** `[redacted sha256:` and the first 12 hex digits of the hash: equal secrets look equal. */
export const fingerprint = (secret: string): string =>
  `[redacted sha256:${hash('sha256', secret, 'hex').slice(0, 12)}]`;

/** An access token (RFC 6750 section 2.1). */
const bearer = /(\b(?:Bearer\s+)+)([^\s"',;[\]]+)/gi;
/** A JWS with its payload, or a JWE. Whether there are dots at all is looked up once for each run of characters. */
const jose = /(?<![\w-])(?=[\w-]+\.[\w-]+\.[\w-])([\w-]*?)(eyJ[\w-]*(?:\.[\w-]+){2,4})/g;
const oneJose = /^eyJ[\w-]*(?:\.[\w-]+){2,4}$/;
/** RFC 7468. It ends before the next boundary. */
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(?:-(?!----)[^-]*)*(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;

/** What each of those begins with: most of what is decoded is nothing, and need not be gone through. */
const mayHaveForm = /eyJ|PRIVATE KEY/;

/** Whether its form alone tells that it is a secret. */
export const isKnownByForm = (secret: string): boolean => oneJose.test(secret);

/** Without what is a secret by its form. */
export const withoutSecretForms = (value: string): string =>
  value
    .replace(bearer, (_, scheme: string, token: string) => scheme + fingerprint(token))
    .replace(jose, (_, before: string, token: string) => before + fingerprint(token))
    .replace(privateKey, hidden);

/** The same of a text that was decoded: tokens and private keys, wherever they stand. */
export function secretFormsIn(value: string): Span[] {
  if (!mayHaveForm.test(value)) return [];
  const tokens = [...value.matchAll(jose)].map(({ 0: whole, 1: before = '', 2: token = '', index }) => ({
    start: index + before.length,
    end: index + whole.length,
    replacement: fingerprint(token),
  }));
  const keys = [...value.matchAll(privateKey)].map(({ 0: whole, index }) => ({
    start: index,
    end: index + whole.length,
    replacement: hidden,
  }));
  return [...tokens, ...keys];
}
