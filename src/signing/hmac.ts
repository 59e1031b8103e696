import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HmacProfile } from './profile.ts';

/**
 * The HMAC (RFC 2104) over a webhook's raw body, as its header carries it; hex is lower-case.
 * @param secret its UTF-8 bytes are the key.
 */
export function hmac(body: Buffer, secret: string, { hash, encoding }: HmacProfile): string {
  return createHmac(hash, secret).update(body).digest(encoding);
}

/** Whether a header's value is the HMAC of the body, compared in constant time. */
export function verifyHmac(value: string, body: Buffer, secret: string, profile: HmacProfile): boolean {
  const expected = Buffer.from(hmac(body, secret, profile));
  const actual = Buffer.from(value);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
