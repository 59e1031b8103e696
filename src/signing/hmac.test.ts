import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmac, sameHmac } from './hmac.ts';
import type { HmacProfile } from './profile.ts';

const profile: HmacProfile = { header: 'Nopan-Signature', hash: 'sha256', encoding: 'hex' };
const body = Buffer.from('what do ya want for nothing?');

// RFC 4231 section 4.3.
const published = {
  sha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  sha384: 'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649',
  sha512:
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
};

test.each(['sha256', 'sha384', 'sha512'] as const)('RFC 4231 test case 2, %s', (hash) => {
  expect(hmac(body, 'Jefe', { ...profile, hash })).toBe(published[hash]);
  expect(hmac(body, 'Jefe', { ...profile, hash, encoding: 'base64' })).toBe(
    Buffer.from(published[hash], 'hex').toString('base64'),
  );
});

const verifyHmac = (value: string, of: Buffer, secret: string, { hash }: HmacProfile): boolean =>
  sameHmac(value, createHmac(hash, secret).update(of).digest(), profile);

test('verifies its own value', () => {
  expect(verifyHmac(published.sha256, body, 'Jefe', profile)).toBe(true);
});

test.each([
  ['another digit', published.sha256.replace('5', '6'), 'Jefe'],
  ['upper case', published.sha256.toUpperCase(), 'Jefe'],
  ['another secret', published.sha256, 'Jeff'],
  ['shorter', published.sha256.slice(0, -2), 'Jefe'],
  ['nothing', '', 'Jefe'],
  ['not ASCII', 'é'.repeat(32), 'Jefe'],
])('refuses %s', (_, value, secret) => {
  expect(verifyHmac(value, body, secret, profile)).toBe(false);
});

test('refuses another body', () => {
  expect(verifyHmac(published.sha256, Buffer.from('what do ya want for nothing!'), 'Jefe', profile)).toBe(false);
});
