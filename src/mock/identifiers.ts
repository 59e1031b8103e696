import type { Randomness } from '../randomness.ts';

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/** 12 lower-case base-36 characters, like the transaction ids in Nopan's examples. */
export function shortId(randomness: Randomness): string {
  let id = '';
  for (const byte of randomness.bytes(12)) id += base36.charAt(byte % 36);
  return id;
}

/** What support asks for: 16 hex digits, a hyphen, 6 hex digits (OAS examples). */
export function callId(randomness: Randomness): string {
  const hex = randomness.bytes(11).toString('hex');
  return `${hex.slice(0, 16)}-${hex.slice(16)}`;
}
