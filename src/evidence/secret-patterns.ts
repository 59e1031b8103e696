import { hash } from 'node:crypto';
import { privateKeySpans } from './pem-secrets.ts';
import { merged, replaced, type Span } from './spans.ts';

/*
 * What these search is foreign text of any length, so each takes a time that grows with the text and not with its square: none
 * looks behind over a repetition, and where a search may fail late, the text that it went through is not gone through again.
 */

export const hidden = '[redacted]';
export const isHidden = (text: string): boolean => /^\[redacted(?: sha256:[0-9a-f]{12})?\]$/.test(text);

/** `[redacted sha256:` and the first 12 hex digits of the hash: equal secrets look equal. */
export const fingerprint = (secret: string): string =>
  `[redacted sha256:${hash('sha256', secret, 'hex').slice(0, 12)}]`;

/** An access token (RFC 6750 section 2.1, RFC 9449 section 7.1). */
const bearer = /(\b(?:(?:Bearer|DPoP)\s+)+)([^\s"',;[\]\\]+)/gi;
/** Other words after `Bearer`, in prose or a challenge (RFC 6750 section 3). */
const noToken = /^(?:…|[a-z]{1,15}[.:!?)]*|(?:realm|scope|error(?:_\w+)?|charset|algs|resource_metadata)=.*)$/;
/** A user and a password (RFC 7617), in Base64. */
const basic = /(\bBasic[ \t]{1,8})([\w+/-]{4,2000}={0,2})/gi;
/** A password in a URL (RFC 3986 section 3.2.1). */
const userInfo = /(:\/\/[^\s/:@"'<>]{1,200}:)([^\s/@"'<>]{1,200})(?=@)/g;
/** A JWS with its payload, or a JWE. Whether there are dots at all is looked up once for each run of characters. */
const jose = /(?<![\w-])(?=[\w-]+\.[\w-]+\.[\w-])([\w-]*?)(eyJ[\w-]*(?:\.[\w-]+){2,4})/g;
const oneJose = /^eyJ[\w-]*(?:\.[\w-]+){2,4}$/;
/** What each of those begins with: most of what is decoded is nothing, and need not be gone through. */
const mayHaveForm = /eyJ|PRIVATE KEY|Bearer|Basic|DPoP|:\/\//i;

/** Whether its form alone tells that it is a secret. */
export const isKnownByForm = (secret: string): boolean => oneJose.test(secret);

/** Without what is a secret by its form. */
export const withoutSecretForms = (value: string): string =>
  mayHaveForm.test(value) ? replaced(value, merged(secretFormsIn(value))) : value;

/** Secrets with a known form: tokens, passwords and private keys, anywhere. */
export function secretFormsIn(value: string): Span[] {
  if (!mayHaveForm.test(value)) return [];
  return [
    ...spansOf(value, bearer, (token) => (noToken.test(token) ? undefined : fingerprint(token))),
    ...spansOf(value, jose, fingerprint),
    ...spansOf(value, basic, (credentials) => (isUserAndPassword(credentials) ? fingerprint(credentials) : undefined)),
    ...spansOf(value, userInfo, () => hidden),
    ...privateKeySpans(value),
  ];
}

const isUserAndPassword = (credentials: string): boolean =>
  /^[ -~]*:[ -~]*$/.test(Buffer.from(credentials, 'base64').toString('latin1'));

/** @param pattern with two groups: the text before the secret, and the secret */
function spansOf(value: string, pattern: RegExp, shown: (secret: string) => string | undefined): Span[] {
  return Array.from(value.matchAll(pattern)).flatMap(({ 1: before = '', 2: secret = '', index }) => {
    const replacement = isHidden(secret) ? undefined : shown(secret);
    const start = index + before.length;
    return replacement === undefined ? [] : [{ start, end: start + secret.length, replacement }];
  });
}
