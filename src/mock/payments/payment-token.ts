import { randomBytes } from 'node:crypto';

const header = Buffer.from(JSON.stringify({ kid: 'payment-token', alg: 'RS256' })).toString('base64url');

/** A payment token: it has the shape of a JWT, as Nopan's have, and means nothing outside this mock. */
export function newPaymentToken(): string {
  return `${header}.${randomBytes(48).toString('base64url')}.${randomBytes(256).toString('base64url')}`;
}
