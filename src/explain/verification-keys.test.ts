import { createSecretKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { explainText, ids, pairs, publicPem, requestOf } from './fixtures/wrong-signer.ts';
import { lookupIn, readVerificationKeys } from './verification-keys.ts';

const { publicKey, privateKey } = pairs['P-256'];
const read = (text: string | Buffer, keyid?: string) =>
  readVerificationKeys({ name: 'key', bytes: Buffer.from(text) }, keyid);
const jwk = (key = publicKey, more = {}) => ({ ...key.export({ format: 'jwk' }), ...more });
const pem = (type: 'pkcs8' | 'sec1') => privateKey.export({ type, format: 'pem' }).toString();

describe('keys are read from', () => {
  test.each([
    ['a public key', publicPem(publicKey), 0],
    ['a private key', pem('pkcs8'), 1],
    [
      'a private key as openssl writes it',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem('sec1')}`,
      1,
    ],
    ['a JWK', JSON.stringify(jwk()), 0],
    ['a private JWK', JSON.stringify(jwk(privateKey)), 1],
    ['a JWK set', JSON.stringify({ keys: [{ kty: 'oct', k: 'AA' }, jwk(publicKey, { use: 'enc' }), jwk()] }), 0],
  ])('%s', (_, text, notes) => {
    const keys = read(text);
    expect(keys.notes).toHaveLength(notes);
    expect(lookupIn(keys)('any')).toMatchObject({ keyid: 'any', algorithm: 'ecdsa-p256-sha256' });
    expect(lookupIn(keys)('any')?.key.type).toBe('public');
    expect(lookupIn(keys)('any')?.key.export({ format: 'jwk' })).toEqual(publicKey.export({ format: 'jwk' }));
  });

  test('a key is found by its id, and no other is taken for it', () => {
    const keys = read(
      JSON.stringify({ keys: [jwk(publicKey, { kid: 'a' }), jwk(pairs['P-384'].publicKey, { kid: 'b' })] }),
    );
    expect(lookupIn(keys)('b')?.algorithm).toBe('ecdsa-p384-sha384');
    expect(lookupIn(keys)('c')).toBeUndefined();
    expect(lookupIn(read(publicPem(publicKey), 'a'))('b')).toBeUndefined();
  });
});

describe('what holds no usable key is refused', () => {
  const encrypted = privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString();
  const x25519 = generateKeyPairSync('x25519').publicKey;
  const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey;
  test.each([
    ['nothing', '', 'The file holds no key'],
    ['binary', randomBytes(40), 'The file holds no key'],
    ['an encrypted key', encrypted, 'The file holds no public key'],
    ['half a block', '-----BEGIN PUBLIC KEY-----\nAAAA', 'The file holds no public key'],
    ['a damaged key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'The key is damaged'],
    ['malformed JSON', '{"kty":', 'The JSON is malformed'],
    ['no JWK', '{}', 'This is no JWK'],
    [
      'a secret',
      JSON.stringify(createSecretKey(randomBytes(32)).export({ format: 'jwk' })),
      'The JWK is a shared secret',
    ],
    ['a JWK off its curve', JSON.stringify({ ...jwk(), y: 'AAAA' }), 'The key is damaged'],
    ['an empty set', '{"keys":[]}', 'The JWK set has no key for signatures'],
    ['a set of keys that are not understood', '{"keys":[{"kty":"AKP"},1]}', 'The JWK set has no key for signatures'],
    ['a set that is none', '{"keys":{}}', 'The JWK set is malformed'],
    ['an array of keys', JSON.stringify([jwk()]), 'The JSON is an array, and no JWK set'],
    ['a set within another object', JSON.stringify({ jwks: { keys: [jwk()] } }), 'The JWK set is in the member jwks'],
    ['a set as a text of JSON', JSON.stringify(JSON.stringify(jwk())), 'The JSON is a text, and no JWK'],
    [
      'an alg of another key',
      JSON.stringify(jwk(publicKey, { alg: 'RS256' })),
      'The alg of the JWK is not that of its key',
    ],
    [
      'an alg of another curve',
      JSON.stringify(jwk(publicKey, { alg: 'ES384' })),
      'The alg of the JWK is not that of its key',
    ],
    ['a public key of OpenSSH', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA', 'The file holds no key'],
    ['a key for something else', publicPem(x25519), 'A key of type x25519 cannot sign HTTP messages'],
    ['another curve', publicPem(secp256k1), 'A key of type ec secp256k1 cannot sign HTTP messages'],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(CertifyError);
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'ERR_KEY', message }) as Error);
  });
});

test('keys of a set that are not understood, or damaged, are passed over, and that is said', () => {
  const akp = { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AAAA', kid: 'pq', use: 'sig' };
  const odd = [akp, { ...jwk(), kid: 'x', y: 'AAAA' }, 'no key', jwk(publicKey, { key_ops: ['encrypt'] })];
  const keys = read(JSON.stringify({ keys: [...odd, jwk(publicKey, { kid: 'right' })] }));
  expect(keys.keys.map(({ keyid }) => keyid)).toEqual(['right']);
  expect(keys.notes).toEqual([
    'Skipped keys of the set: key 1 has an unknown kty: AKP; key 2 is malformed for kty EC; key 3 is not an object.',
  ]);
});

test('a key of a set whose alg is that of another is passed over', () => {
  const keys = read(
    JSON.stringify({ keys: [jwk(publicKey, { kid: 'a', alg: 'RS256' }), jwk(publicKey, { kid: 'b', alg: 'ES256' })] }),
  );
  expect(keys.keys.map(({ keyid }) => keyid)).toEqual(['b']);
  expect(keys.notes).toEqual(['Skipped keys of the set: key 1 has the alg RS256, and its key is one for ES256.']);
});

test('of several keys in PEM the first is used, and that is said', () => {
  const other = publicPem(pairs['P-384'].publicKey);
  const keys = read(publicPem(publicKey) + other);
  expect(keys.notes).toEqual([
    'The file has 2 keys, of which the first is used: hand in the one that signs, or a JWK set.',
  ]);
  expect(lookupIn(keys)('any')?.key.equals(publicKey)).toBe(true);
  expect(read(publicPem(publicKey) + publicPem(publicKey)).notes).toEqual([]);
});

test('a key whose PEM is damaged is read, and that is said', () => {
  const keys = read(publicPem(publicKey).replaceAll('\n', String.raw`\n`));
  expect(keys.notes).toEqual([
    'The PEM of the key has the two characters \\n instead of line breaks; it was read anyway.',
  ]);
  expect(lookupIn(keys)('any')?.key.equals(publicKey)).toBe(true);
});

test('what converts another format is named', () => {
  expect(() => read('ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAA')).toThrow(
    expect.objectContaining({
      actual: 'an OpenSSH public key (ssh-rsa)',
      advice: expect.stringMatching(/^Convert it: ssh-keygen -e -m PKCS8 -f \S+ > public-key\.pem$/) as string,
    }) as Error,
  );
});

test('a file that is no file of keys is refused by its size', () => {
  const large = `-----BEGIN PUBLIC KEY-----${' '.repeat(1 << 20)}`;
  expect(() => read(large)).toThrow(
    expect.objectContaining({ code: 'ERR_KEY', message: 'The file of keys is too large' }),
  );
});

describe('a key that is not the right one', () => {
  const set = JSON.stringify({
    keys: [jwk(pairs['P-384'].publicKey, { kid: 'key-1' }), jwk(publicKey, { kid: 'key-2' })],
  });

  test('is told when another of the set signed', async () => {
    const explanation = await explainText(requestOf().text, set);
    expect([explanation.verifies, ids(explanation)]).toEqual([false, ['keyid-unknown']]);
    expect(explanation.findings[0]).toMatchObject({ before: 'keyid="key-1"', after: 'keyid="key-2"' });
  });

  test('is told when the id is unknown', async () => {
    const explanation = await explainText(requestOf({ keyid: 'key-3' }).text, set);
    expect([explanation.verifies, ids(explanation)]).toEqual([false, ['keyid-unknown']]);
    expect(explanation.findings[0]?.after).toBe('keyid="key-2"');
  });

  test('is told by the length of the signature', async () => {
    const explanation = await explainText(requestOf().text, publicPem(pairs['P-384'].publicKey));
    expect(explanation.findings).toMatchObject([
      {
        id: 'key-other',
        problem: 'The signature has 64 bytes, as those of P-256 have; the key is one for ecdsa-p384-sha384.',
      },
    ]);
  });

  test('RSA with the older padding', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { text } = requestOf({ signature: ({ base }) => sign('sha256', Buffer.from(base), rsa.privateKey) });
    expect(ids(await explainText(text, publicPem(rsa.publicKey)))).toEqual(['rsa-padding']);
  });
});
