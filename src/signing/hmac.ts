import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HmacProfile } from './profile.ts';

/** Encodings of an HMAC. */
export const hmacWritings: Readonly<Record<HmacProfile['encoding'], (mac: Buffer) => string>> = {
  hex: (mac) => mac.toString('hex'),
  'hex-upper-case': (mac) => mac.toString('hex').toUpperCase(),
  base64: (mac) => mac.toString('base64'),
  base64url: (mac) => mac.toString('base64url'),
};

/**
 * The HMAC (RFC 2104) over a webhook's raw body, as its header carries it; hex is lower-case.
 * @param secret its UTF-8 bytes are the key.
 */
export function hmac(body: Buffer, secret: string, profile: HmacProfile): string {
  return writtenHmac(createHmac(profile.hash, secret).update(body).digest(), profile);
}

/** The header value for an HMAC. */
function writtenHmac(mac: Buffer, { encoding, prefix = '' }: HmacProfile): string {
  return prefix + hmacWritings[encoding](mac);
}

/** Whether a header value matches an HMAC; compares in constant time. */
export function sameHmac(value: string, mac: Buffer, profile: HmacProfile): boolean {
  const expected = Buffer.from(writtenHmac(mac, profile));
  const actual = Buffer.from(value);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
