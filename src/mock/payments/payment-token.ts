import type { Randomness } from '../../randomness.ts';

const header = Buffer.from(JSON.stringify({ kid: 'payment-token', alg: 'RS256' })).toString('base64url');

/** A payment token: it has the shape of a JWT, as Nopan's have, and means nothing outside this mock. */
export function newPaymentToken(randomness: Randomness): string {
  return `${header}.${randomness.bytes(48).toString('base64url')}.${randomness.bytes(256).toString('base64url')}`;
}
