import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { signBase } from './algorithms.ts';
import { pairs } from './fixtures/nopan.ts';
import { fitsKey, keyAlgorithm } from './keys.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const secret = createSecretKey(Buffer.from('secret'));

test.each([
  [pairs['P-256'].verifying.key, 'ecdsa-p256-sha256'],
  [pairs['P-384'].signing.key, 'ecdsa-p384-sha384'],
  [pairs['P-521'].verifying.key, 'ecdsa-p521-sha512'],
  [generateKeyPairSync('ed25519').publicKey, 'ed25519'],
  [rsa, 'rsa-pss-sha512'],
  [secret, 'hmac-sha256'],
])('the algorithm of a key: %#', (key, algorithm) => {
  expect(keyAlgorithm(key)).toBe(algorithm);
});

test.each([
  [
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
    'A key of type ec secp256k1 cannot sign HTTP messages',
  ],
  [generateKeyPairSync('x25519').publicKey, 'A key of type x25519 cannot sign HTTP messages'],
])('no algorithm: %#', (key, message) => {
  expect(() => keyAlgorithm(key)).toThrow(expect.objectContaining({ code: 'ERR_KEY', message }) as Error);
});

test('an algorithm that does not fit its key is never used', () => {
  const confused = { ...pairs['P-256'].verifying, algorithm: 'hmac-sha256' } as const;
  expect(fitsKey(confused)).toBe(false);
  expect(() => signBase('', confused, 'der')).toThrow(CertifyError);
  expect(fitsKey({ keyid: 'r', algorithm: 'rsa-v1_5-sha256', key: rsa })).toBe(true);
});
