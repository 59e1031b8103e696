import { createHash, hash as hashOf } from 'node:crypto';
import { verifyBase } from '../algorithms.ts';
import { bodyVariants } from '../body-variants.ts';
import type { Deviation } from '../deviation.ts';
import type { SignatureKey } from '../keys.ts';

/** One way in which a detached JWS may have been made. */
export interface JwsAttempt {
  readonly key: SignatureKey;
  readonly signature: Buffer;
  /** The protected header as it stands before the dot, with the dot. */
  readonly head: string;
  /** As it stands behind the dot. */
  readonly payload: Buffer;
  readonly end: string;
  /** Another hash than the algorithm's own, by OpenSSL's name. */
  readonly hash?: string;
  readonly prepare?: (input: Buffer) => string;
}

export function jwsMatches(attempt: JwsAttempt): boolean {
  const match = verifyBase(signedInput(attempt), attempt.signature, attempt.key, attempt.hash);
  return match !== undefined && match.ecdsaEncoding !== 'der';
}

/** Attempts of the same identity fit the same signatures: a digest, since the payload may be long and the attempts are many. */
export function jwsIdentity(attempt: JwsAttempt): string {
  const { hash = '', signature } = attempt;
  return createHash('sha256')
    .update(`${hash}\0${signature.length}\0`)
    .update(signature)
    .update(signedInput(attempt), 'latin1')
    .digest('base64');
}

/** About how many bytes are signed. */
export function jwsSize({ head, payload }: JwsAttempt): number {
  return head.length + payload.length;
}

function signedInput({ head, payload, end, prepare }: JwsAttempt): string {
  const input = Buffer.concat([Buffer.from(head), payload, Buffer.from(end)]);
  return prepare === undefined ? input.toString('latin1') : prepare(input);
}

const hashes = ['sha1', 'sha256', 'sha384', 'sha512'];

/** Known ways to make a detached JWS other than RFC 7797 says. */
export const jwsDeviations: readonly Deviation<JwsAttempt>[] = [
  {
    id: 'jws-body-other',
    fits: 'another body than was sent',
    advice: 'sign the bytes that are sent, after the last change to the body',
    alter: (attempt) => bodyVariants(attempt.payload).map(({ body }) => ({ ...attempt, payload: body })),
  },
  {
    id: 'jws-payload-encoded',
    fits: 'the body encoded as base64url',
    advice: 'sign the raw bytes of the body: with b64 false they are not encoded (RFC 7797 section 3)',
    alter: (attempt) =>
      (['base64url', 'base64'] as const).map((form) => ({
        ...attempt,
        payload: Buffer.from(attempt.payload.toString(form)),
      })),
  },
  {
    id: 'jws-payload-hashed',
    fits: 'the hash of the body in place of the body',
    advice: 'sign the raw bytes of the body themselves (RFC 7797 section 3)',
    alter: (attempt) =>
      hashes.slice(1).flatMap((name) =>
        (['binary', 'hex', 'base64', 'base64url'] as const).map((form) => ({
          ...attempt,
          payload: Buffer.from(hashOf(name, attempt.payload, form), 'latin1'),
        })),
      ),
  },
  {
    id: 'jws-header-decoded',
    fits: 'the protected header as JSON in place of base64url',
    advice: 'sign the header as it stands in the field, encoded (RFC 7515 section 5.1)',
    alter: (attempt) => [
      { ...attempt, head: `${Buffer.from(attempt.head.slice(0, -1), 'base64url').toString('utf8')}.` },
    ],
  },
  {
    id: 'jws-header-missing',
    fits: 'the body without the protected header',
    advice: 'sign the header, a dot and the body (RFC 7515 section 5.1)',
    alter: (attempt) => [
      { ...attempt, head: '' },
      { ...attempt, head: '.' },
    ],
  },
  {
    id: 'jws-dots',
    fits: 'the header and the body with other than one dot between them',
    advice: 'put one dot between them (RFC 7515 section 5.1)',
    alter: (attempt) => ['', '..'].map((dots) => ({ ...attempt, head: attempt.head.replace(/\.$/, dots) })),
  },
  {
    id: 'jws-line-feed-end',
    fits: 'the signing input with a line feed at its end',
    advice: 'end it with the last byte of the body',
    alter: (attempt) => ['\n', '\r\n'].map((end) => ({ ...attempt, end })),
  },
  {
    id: 'jws-hashed-twice',
    fits: 'the hash of the signing input',
    advice: 'hand the signing input itself to the signing function, which hashes it',
    alter: (attempt) =>
      hashes.slice(1).flatMap((name) =>
        (['binary', 'hex'] as const).map((form) => ({
          ...attempt,
          prepare: (input: Buffer) => hashOf(name, input, form),
        })),
      ),
  },
  {
    id: 'jws-hash-other',
    fits: 'the signing input with another hash',
    advice: 'take the hash of the algorithm that alg names (RFC 7518 section 3.4)',
    alter: (attempt) => hashes.slice(1).map((hash) => ({ ...attempt, hash })),
  },
  {
    id: 'jws-der',
    fits: 'the signing input, written as ASN.1 DER',
    advice: 'write r || s (RFC 7518 section 3.4)',
    alter: (attempt) => {
      const raw = rawOf(attempt.signature, attempt.key);
      return raw === undefined ? [] : [{ ...attempt, signature: raw }];
    },
  },
];

const numberLengths: Readonly<Record<string, number>> = { prime256v1: 32, secp384r1: 48, secp521r1: 66 };

/** SEQUENCE of two INTEGERs (RFC 3279 section 2.2.3) as r || s. */
function rawOf(der: Buffer, { key }: SignatureKey): Buffer | undefined {
  const length = numberLengths[String(key.asymmetricKeyDetails?.namedCurve)];
  if (der[0] !== 0x30 || length === undefined) return undefined;
  let at = der[1] === 0x81 ? 3 : 2;
  const halves: Buffer[] = [];
  for (let count = 0; count < 2; count++) {
    const end = at + 2 + (der[at + 1] ?? 0);
    const number = der.subarray(at + 2, end);
    const bare = number.subarray(Math.max(number.length - length, 0));
    if (der[at] !== 0x02 || end > der.length) return undefined;
    halves.push(Buffer.concat([Buffer.alloc(length - bare.length), bare]));
    at = end;
  }
  return Buffer.concat(halves);
}
