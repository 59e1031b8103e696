import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { CertifyError } from '../errors.ts';
import { fuzz } from '../fixtures/fuzz.ts';
import { verifyBase } from '../signing/algorithms.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import { jwks, keyLookup } from './jwks.ts';
import { generateKeyPair } from './key-pair.ts';

const { privateKey, publicKey } = generateKeyPair('P-256');
const { privateKey: foreignKey } = generateKeyPair('P-256');
const published = jwks([{ keyid: 'key-1', algorithm: keyAlgorithm(publicKey), key: publicKey }]);
const [sound = { kty: '', kid: '', alg: '', use: 'sig' as const }] = published.keys;

function readOrExplained<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    expect(error.code).toBe('ERR_JWKS');
    return undefined;
  }
}

const member = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    'EC',
    'RSA',
    'OKP',
    'oct',
    'P-256',
    'P-384',
    'Ed25519',
    'ES256',
    'ES384',
    'RS256',
    'none',
    'HS256',
    'sig',
    'enc',
  ),
  fc.base64String(),
);
const changes = fc.record(
  {
    kty: member,
    crv: member,
    x: member,
    y: member,
    kid: member,
    alg: member,
    use: member,
    n: member,
    e: member,
    d: member,
    k: member,
  },
  { requiredKeys: [] },
);

describe('a published key set', () => {
  fuzz(
    'is read or explained, whatever it is',
    fc.oneof(fc.jsonValue(), fc.record({ keys: fc.jsonValue() }), fc.record({ keys: fc.array(changes) })),
    (document) => {
      readOrExplained(() => keyLookup(document));
    },
  );

  const signature = sign('sha256', Buffer.from('base'), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const forgery = sign('sha256', Buffer.from('base'), { key: foreignKey, dsaEncoding: 'ieee-p1363' });

  fuzz(
    'verifies, when it is spoilt, by the key that was published or by none',
    fc.tuple(changes, fc.boolean()),
    ([change, beside]) => {
      const spoilt = { ...sound, ...change };
      const lookup = readOrExplained(() => keyLookup({ keys: beside ? [sound, spoilt] : [spoilt] }));
      const key = readOrExplained(() => lookup?.('key-1'));
      if (key?.algorithm !== 'ecdsa-p256-sha256') return;
      expect(verifyBase('base', signature, key)).toEqual({ ecdsaEncoding: 'ieee-p1363' });
      expect(verifyBase('base', forgery, key)).toBeUndefined();
    },
  );
});
