import { createSecretKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import { describe, expect, test } from 'vitest';
import { generateKeyPair, type Curve } from './key-pair.ts';
import { jwks, keyLookup, publicJwk } from './jwks.ts';

/** RFC 7517 appendix A.1, its first key. */
const rfcKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  use: 'enc',
  kid: '1',
};
const { privateKey, publicKey } = generateKeyPair('P-256');
const jwk = publicJwk(publicKey, 'nopan-sandbox', 'ES256');

describe('publishing', () => {
  test('a JWK has the public members only, from either half of the pair', () => {
    const members = { kty: 'EC', crv: 'P-256', x: expect.any(String) as string, y: expect.any(String) as string };
    expect(jwk).toEqual({ ...members, kid: 'nopan-sandbox', alg: 'ES256', use: 'sig' });
    expect(publicJwk(privateKey, 'nopan-sandbox', 'ES256')).toEqual(jwk);
  });

  test.each([
    ['ecdsa-p256-sha256', 'ES256', 'P-256'],
    ['ecdsa-p384-sha384', 'ES384', 'P-384'],
    ['ecdsa-p521-sha512', 'ES512', 'P-521'],
  ] as const)('jose verifies a JWT for %s with the published set', async (algorithm, alg, curve: Curve) => {
    const pair = generateKeyPair(curve);
    const set = jwks([{ keyid: 'k1', algorithm, key: pair.privateKey }]);
    const jwt = await new SignJWT({ hello: 'world' }).setProtectedHeader({ alg, kid: 'k1' }).sign(pair.privateKey);
    const { payload } = await jwtVerify(jwt, createLocalJWKSet(set as unknown as JSONWebKeySet));
    expect(payload).toEqual({ hello: 'world' });
  });

  test('a shared secret is not published', () => {
    const secret = { keyid: 'k1', algorithm: 'hmac-sha256', key: createSecretKey(Buffer.from('secret')) } as const;
    expect(() => jwks([secret])).toThrow('A key for hmac-sha256 cannot be published in a JWK set');
  });
});

describe('reading', () => {
  test.each([
    ['ecdsa-p256-sha256', 'P-256'],
    ['ecdsa-p384-sha384', 'P-384'],
    ['ecdsa-p521-sha512', 'P-521'],
  ] as const)('a published key for %s comes back and verifies', (algorithm, curve: Curve) => {
    const pair = generateKeyPair(curve);
    const lookup = keyLookup(JSON.parse(JSON.stringify(jwks([{ keyid: 'k1', algorithm, key: pair.publicKey }]))));
    const found = lookup('k1');
    expect(found).toMatchObject({ keyid: 'k1', algorithm });
    const signature = sign('sha256', Buffer.from('data'), pair.privateKey);
    expect(found && verify('sha256', Buffer.from('data'), found.key, signature)).toBe(true);
    expect(lookup('k2')).toBeUndefined();
  });

  test('Ed25519 and RSA', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const ed = generateKeyPairSync('ed25519').publicKey;
    const keys = [publicJwk(ed, 'ed', 'EdDSA'), publicJwk(rsa, 'pss', 'PS512'), publicJwk(rsa, 'pkcs1', 'RS256')];
    const lookup = keyLookup({ keys });
    expect(['ed', 'pss', 'pkcs1'].map((kid) => lookup(kid)?.algorithm)).toEqual([
      'ed25519',
      'rsa-pss-sha512',
      'rsa-v1_5-sha256',
    ]);
  });

  test('the key of RFC 7517 appendix A.1, without alg: the curve says it; but not while it is for encryption', () => {
    expect(keyLookup({ keys: [rfcKey, jwk] })('1')).toBeUndefined();
    expect(keyLookup({ keys: [{ ...rfcKey, use: undefined }] })('1')?.algorithm).toBe('ecdsa-p256-sha256');
  });

  test.each([
    ['of an unknown type', { kty: 'XYZ', kid: 'x' }],
    ['without a kid', { ...rfcKey, use: 'sig', kid: undefined }],
    ['of RSA without alg', { kty: 'RSA', kid: 'x', n: 'AQAB', e: 'AQAB' }],
    ['for another algorithm', { kty: 'RSA', kid: 'x', n: 'AQAB', e: 'AQAB', alg: 'PS384' }],
    ['on another curve', { ...rfcKey, use: 'sig', kid: 'x', crv: 'secp256k1' }],
  ])('a key %s is passed over, others are found', (_name, odd) => {
    const lookup = keyLookup({ keys: [odd, jwk] });
    expect(lookup('x')).toBeUndefined();
    expect(lookup('nopan-sandbox')?.algorithm).toBe('ecdsa-p256-sha256');
  });

  test.each([
    ['of post-quantum signatures', { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AAAA', kid: 'x', use: 'sig' }],
    ['for other operations', { ...jwk, kid: 'x', key_ops: ['encrypt'] }],
    ['whose use is not known', { ...jwk, kid: 'x', use: 'foo' }],
    ['with a secp256k1 point', { ...jwk, kid: 'x', crv: 'secp256k1', alg: 'ES256K' }],
  ])('a key %s is passed over, too', (_name, odd) => {
    const lookup = keyLookup({ keys: [odd, jwk] });
    expect(lookup('x')).toBeUndefined();
    expect(lookup('nopan-sandbox')?.algorithm).toBe('ecdsa-p256-sha256');
  });

  test.each([
    ['damaged', { ...jwk, kid: 'x', y: undefined }, 'The key "x" is malformed'],
    ['one that contradicts itself', { ...jwk, kid: 'x', alg: 'ES512' }, 'The key "x" contradicts its algorithm ES512'],
  ])('a key that is %s is passed over until it is asked for', (_name, odd, message) => {
    const lookup = keyLookup({ keys: [odd, jwk] });
    expect(lookup('nopan-sandbox')?.algorithm).toBe('ecdsa-p256-sha256');
    expect(() => lookup('x')).toThrow(
      expect.objectContaining({ code: 'ERR_JWKS', message, where: expect.any(String) as string }) as Error,
    );
  });

  test('a key twice is one; two keys of one kid are none of the others', () => {
    const other = publicJwk(generateKeyPair('P-384').publicKey, 'other', 'ES384');
    expect(keyLookup({ keys: [jwk, jwk] })('nopan-sandbox')).toBeDefined();
    const lookup = keyLookup({ keys: [jwk, other, { ...other, kid: 'nopan-sandbox' }] });
    expect(lookup('other')).toBeDefined();
    expect(() => lookup('nopan-sandbox')).toThrow('Two keys of the JWK set have the kid "nopan-sandbox"');
  });

  test('a name of Object.prototype is no kid', () => {
    expect(keyLookup({ keys: [jwk] })('constructor')).toBeUndefined();
  });
});

test('why no key is left, and what is no set, is told', () => {
  const actual = (document: unknown): unknown => {
    try {
      return keyLookup(document);
    } catch (error) {
      return (error as { actual?: string }).actual;
    }
  };
  const odd = [{ kty: 'AKP', kid: 'x', alg: 'ML-DSA-44' }, rfcKey, { ...jwk, kid: 1 }, { ...jwk, key_ops: [] }];
  expect(actual({ keys: odd })).toBe(
    'key 1: kty AKP, alg ML-DSA-44; key 2: use is enc; key 3: has no kid; key 4: key_ops lack "verify"',
  );
  expect([undefined, [], 'x', jwk, { keys: {} }, {}].map(actual)).toEqual([
    'no JSON',
    'an array',
    'JSON that is a string',
    'a single JWK',
    '"keys" that is not an array',
    'an object without "keys"',
  ]);
});

describe('refusals', () => {
  test.each([
    [
      'nothing left',
      { keys: [{ kty: 'AKP', kid: 'x' }, rfcKey] },
      'The JWK set has no key for signatures',
      '/keys',
      'a public key with a kid, for ES256, ES384 or ES512',
    ],
    [
      'no keys at all',
      { keys: [] },
      'The JWK set has no key for signatures',
      '/keys',
      'a public key with a kid, for ES256, ES384 or ES512',
    ],
    ['a single JWK', jwk, 'This is not a JWK set', '/keys', 'an object with an array "keys"'],
    [
      'a private key of AKP',
      { keys: [jwk, { kty: 'AKP', kid: 'x', priv: 'AAAA' }] },
      'The JWK set publishes a secret',
      '/keys/1/priv',
      'public keys only',
    ],
    ['no object', null, 'This is not a JWK set', '/keys', 'an object with an array "keys"'],
    ['an array', [jwk], 'This is not a JWK set', '/keys', 'an object with an array "keys"'],
    ['no array', { keys: {} }, 'This is not a JWK set', '/keys', 'an object with an array "keys"'],
    ['a text as a key', { keys: [jwk, 'k'] }, 'A member of the JWK set is no key', '/keys/1', 'an object'],
    [
      'a private key',
      { keys: [{ ...jwk, d: 'AAAA' }] },
      'The JWK set publishes a secret',
      '/keys/0/d',
      'public keys only',
    ],
    [
      'a shared secret',
      { keys: [jwk, { kty: 'oct', kid: 'k', k: 'AAAA' }] },
      'The JWK set publishes a secret',
      '/keys/1/k',
      'public keys only',
    ],
    [
      'a repeated kid',
      { keys: [jwk, publicJwk(generateKeyPair('P-384').publicKey, 'nopan-sandbox', 'ES384')] },
      'Two keys of the JWK set have the kid "nopan-sandbox"',
      '/keys/1/kid',
      'a kid for each key',
    ],
    [
      'a curve that is not its algorithm’s',
      { keys: [{ ...jwk, alg: 'ES512' }] },
      'The key "nopan-sandbox" contradicts its algorithm ES512',
      '/keys/0/alg',
      'ES256',
    ],
    [
      'a type that is not its algorithm’s',
      { keys: [{ kty: 'RSA', kid: 'x', n: 'AQAB', e: 'AQAB', alg: 'ES256' }] },
      'The key "x" contradicts its algorithm ES256',
      '/keys/0/alg',
      'PS512 or RS256',
    ],
    [
      'a point that is not on the curve',
      { keys: [{ ...jwk, x: jwk['y'], y: jwk['x'] }] },
      'The key "nopan-sandbox" is malformed',
      '/keys/0',
      'coordinates of a point on the curve, base64url',
    ],
    [
      'a point without y',
      { keys: [{ ...jwk, y: undefined }] },
      'The key "nopan-sandbox" is malformed',
      '/keys/0',
      'coordinates of a point on the curve, base64url',
    ],
  ])('%s', (_name, document, message, where, expected) => {
    expect(() => keyLookup(document)).toThrow(
      expect.objectContaining({
        code: 'ERR_JWKS',
        message,
        where,
        expected,
        advice: 'Without its keys no response of this target can be verified: report it to the operator of the target.',
      }),
    );
  });
});
