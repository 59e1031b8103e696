import { isRecord, type JsonRecord } from './json-record.ts';
import { malformed, type SignatureError } from './signature-error.ts';
import { occurrences, withoutStrings } from './structured-field.ts';

/** The protected header of the detached JWS profile (RFC 7515 section 4.1, RFC 7797 section 3). */
export interface JwsHeader {
  readonly alg: string;
  readonly kid: string;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly iat: number;
  readonly b64: false;
  readonly crit: readonly ['b64'];
}

/** What each member must be: no fewer members, and no others. */
const members: Readonly<
  Record<keyof JwsHeader, { readonly expected: string; readonly fits: (value: unknown) => boolean }>
> = {
  alg: { expected: 'a string', fits: (value) => typeof value === 'string' },
  kid: { expected: 'a string', fits: (value) => typeof value === 'string' },
  iat: { expected: 'an integer', fits: (value) => Number.isSafeInteger(value) },
  b64: { expected: 'false', fits: (value) => value === false },
  // RFC 7797 section 6: without crit a verifier that does not know b64 would read another payload.
  crit: { expected: '["b64"]', fits: (value) => JSON.stringify(value) === '["b64"]' },
};

/**
 * Reads a protected header.
 * @param encoded base64url.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED when it is not exactly the header of the profile.
 */
export function parseJwsHeader(encoded: string): JwsHeader {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const header = parseObject(text);
  const names = Object.keys(header);
  // Each member once: JSON.parse would let the last one win (RFC 7515 section 4).
  if (occurrences(withoutStrings(text), ':') !== names.length) throw misfit('repeats or nests a member', text);
  for (const name of names) {
    if (!Object.hasOwn(members, name)) throw misfit(`has the member ${name}, which the profile does not know`, text);
  }
  for (const [name, { expected, fits }] of Object.entries(members)) {
    if (!fits(header[name])) throw misfit(`needs ${name} to be ${expected}`, text);
  }
  return header as unknown as JwsHeader;
}

function parseObject(text: string): JsonRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw misfit('is not JSON', text);
  }
  if (isRecord(value)) return value;
  throw misfit('is not a JSON object', text);
}

function misfit(problem: string, actual: string): SignatureError {
  return malformed(`The protected header of the JWS ${problem}`, {
    where: 'protected header',
    expected: '{"alg":"ES256","kid":"…","iat":<integer>,"b64":false,"crit":["b64"]}',
    actual,
    advice: 'Write exactly these members (RFC 7797 section 3); alg is that of the key.',
  });
}
