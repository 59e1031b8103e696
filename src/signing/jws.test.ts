import { createHmac, createPublicKey, verify as nodeVerify } from 'node:crypto';
import { exportJWK, FlattenedSign, flattenedVerify, compactVerify, type JWSHeaderParameters } from 'jose';
import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { created, lookup, pairs, type Curve } from './fixtures/nopan.ts';
import document from './fixtures/rfc7797.json' with { type: 'json' };
import { readDetached, signDetached, verifyDetached } from './jws.ts';
import { SignatureError } from './signature-error.ts';

const profile = { header: 'X-JWS-Signature', iatWindowSeconds: 300 };
const body = Buffer.from('{"amount":{"value":1099,"currency":"€"}}');
const header = { alg: 'ES256', kid: 'key-P-256', iat: created, b64: false, crit: ['b64'] };
const { signing } = pairs['P-256'];

const verify = (value: string, content = body, now = created) => verifyDetached(value, content, lookup, profile, now);

/** A detached JWS signed by jose with any header and key. */
async function joseSigned(protectedHeader: JWSHeaderParameters, key = signing.key): Promise<string> {
  const jws = await new FlattenedSign(body).setProtectedHeader(protectedHeader).sign(key);
  return `${jws.protected ?? ''}..${jws.signature}`;
}

/** A detached JWS with any header text at all, its signature that of another. */
async function withHeader(text: string): Promise<string> {
  const { value } = await signDetached(body, signing, created);
  return `${Buffer.from(text).toString('base64url')}..${value.split('.')[2] ?? ''}`;
}

async function failure(call: Promise<unknown>): Promise<SignatureError> {
  const error = await call.then(
    () => expect.fail('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof SignatureError) return error;
  throw error;
}

describe('RFC 7797 section 4', () => {
  const key = Buffer.from(document.key.k, 'base64url');
  const [encoded, unencoded] = document.vectors;
  const mac = (input: string) => createHmac('sha256', key).update(input).digest('base64url');

  test('4.1: the encoded payload, through jose', async () => {
    const { payload } = await compactVerify(encoded?.compact ?? '', key);
    expect(Buffer.from(payload).toString()).toBe(document.payload);
  });

  test('4.2: the unencoded payload, detached, through jose', async () => {
    const [protectedHeader, empty, signature] = (unencoded?.detached ?? '').split('.');
    expect(empty).toBe('');
    const jws = { protected: protectedHeader ?? '', payload: document.payload, signature: signature ?? '' };
    await expect(flattenedVerify(jws, key)).resolves.toMatchObject({ protectedHeader: unencoded?.protectedHeader });
  });

  test('4.2: our signing input is the one that was signed: header, dot, raw payload', async () => {
    const [protectedHeader, , signature] = (unencoded?.detached ?? '').split('.');
    expect(mac(`${protectedHeader ?? ''}.${document.payload}`)).toBe(signature);
    const ours = await signDetached(Buffer.from(document.payload), signing, created);
    expect(ours.signingInput).toBe(`${ours.value.split('.')[0] ?? ''}.${document.payload}`);
  });

  test('4.2: HMAC is refused by this profile', async () => {
    expect(await failure(verify(unencoded?.detached ?? '', Buffer.from(document.payload)))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: 'The protected header of the JWS needs kid to be a string',
    });
  });
});

describe('signing', () => {
  test('the protected header is exactly that of the profile', async () => {
    const { value } = await signDetached(body, signing, created);
    const [protectedHeader = ''] = value.split('.');
    expect(Buffer.from(protectedHeader, 'base64url').toString()).toBe(JSON.stringify(header));
  });

  test.each<[Curve, string, string]>([
    ['P-256', 'ES256', 'sha256'],
    ['P-384', 'ES384', 'sha384'],
    ['P-521', 'ES512', 'sha512'],
  ])('%s: %s, verified by node:crypto and by us', async (curve, alg, hash) => {
    const { value, signingInput } = await signDetached(body, pairs[curve].signing, created);
    const raw = Buffer.from(value.split('.')[2] ?? '', 'base64url');
    const key = { key: pairs[curve].verifying.key, dsaEncoding: 'ieee-p1363' } as const;
    expect(nodeVerify(hash, Buffer.from(signingInput), key, raw)).toBe(true);
    expect(readDetached(value).header.alg).toBe(alg);
    expect(await verify(value)).toEqual({
      base: signingInput,
      keyid: `key-${curve}`,
      algorithm: pairs[curve].verifying.algorithm,
      created,
    });
  });

  test('no content', async () => {
    const { value, signingInput } = await signDetached(Buffer.alloc(0), signing, created);
    expect(signingInput.endsWith('.')).toBe(true);
    expect((await verify(value, Buffer.alloc(0))).keyid).toBe('key-P-256');
  });

  test('content that is not UTF-8 is signed as bytes', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x2e]);
    const { value } = await signDetached(bytes, signing, created);
    expect((await verify(value, bytes)).keyid).toBe('key-P-256');
    expect((await failure(verify(value, Buffer.from([0xfe, 0x00, 0x2e])))).code).toBe('ERR_SIGNATURE_INVALID');
  });

  test('jose verifies what we sign, with a key from a JWK', async () => {
    const { value } = await signDetached(body, signing, created);
    const [protectedHeader = '', , signature = ''] = value.split('.');
    const jwk = await exportJWK(createPublicKey(signing.key));
    const jws = { protected: protectedHeader, payload: body, signature };
    await expect(flattenedVerify(jws, jwk, { algorithms: ['ES256'] })).resolves.toBeDefined();
  });

  test('a key that is not ECDSA', async () => {
    const key = { ...signing, algorithm: 'hmac-sha256' } as const;
    await expect(signDetached(body, key, created)).rejects.toThrow(CertifyError);
  });
});

describe('refused', () => {
  test('the control: what jose signs with this header verifies', async () => {
    expect(await verify(await joseSigned(header))).toMatchObject({ algorithm: 'ecdsa-p256-sha256' });
  });

  test.each([
    ['b64 missing', { alg: 'ES256', kid: 'key-P-256', iat: created }, 'needs b64 to be false'],
    ['b64 true', { ...header, b64: true }, 'needs b64 to be false'],
    ['b64 without crit', { ...header, crit: undefined }, 'needs crit to be ["b64"]'],
    ['crit empty', { ...header, crit: [] }, 'needs crit to be ["b64"]'],
    ['crit with more', { ...header, crit: ['b64', 'exp'] }, 'needs crit to be ["b64"]'],
    ['no kid', { ...header, kid: undefined }, 'needs kid to be a string'],
    ['no alg', { ...header, alg: undefined }, 'needs alg to be a string'],
    ['iat as a string', { ...header, iat: String(created) }, 'needs iat to be an integer'],
    ['iat as a fraction', { ...header, iat: 0.5 }, 'needs iat to be an integer'],
    ['another member', { ...header, typ: 'JOSE' }, 'has the member typ, which the profile does not know'],
    ['a key of its own', { ...header, jwk: { kty: 'EC' } }, 'repeats or nests a member'],
    [
      '__proto__',
      JSON.parse(`{"__proto__":1,${JSON.stringify(header).slice(1)}`) as object,
      'has the member __proto__, which the profile does not know',
    ],
  ])('%s', async (_, changed, problem) => {
    expect(await failure(verify(await withHeader(JSON.stringify(changed))))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: `The protected header of the JWS ${problem}`,
    });
  });

  test.each([
    ['not JSON', '{', 'is not JSON'],
    ['a list', '[]', 'is not a JSON object'],
    ['null', 'null', 'is not a JSON object'],
    ['alg twice', `{"alg":"none",${JSON.stringify(header).slice(1)}`, 'repeats or nests a member'],
  ])('a header that is %s', async (_, text, problem) => {
    expect((await failure(verify(await withHeader(text)))).message).toBe(`The protected header of the JWS ${problem}`);
  });

  test.each(['none', 'HS256', 'ES384', 'RS256', 'EdDSA', 'es256'])('alg %s', async (alg) => {
    expect(await failure(verify(await withHeader(JSON.stringify({ ...header, alg }))))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: `The JWS names the algorithm ${alg}, its key is for ES256`,
    });
  });

  test('HMAC keyed with the public key', async () => {
    const text = Buffer.from(JSON.stringify({ ...header, alg: 'HS256' })).toString('base64url');
    const pem = pairs['P-256'].verifying.key.export({ type: 'spki', format: 'pem' });
    const mac = createHmac('sha256', pem).update(`${text}.`).update(body).digest('base64url');
    expect((await failure(verify(`${text}..${mac}`))).code).toBe('ERR_SIGNATURE_INVALID');
  });

  test('an unknown key', async () => {
    expect(await failure(verify(await joseSigned({ ...header, kid: 'nobody' })))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The key nobody is unknown',
    });
  });

  test.each([
    [301, 'The JWS was issued 301 s ago'],
    [-301, 'The JWS was issued 301 s in the future'],
  ])('iat %i s off', async (offset, message) => {
    const { value } = await signDetached(body, signing, created);
    expect(await failure(verify(value, body, created + offset))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message,
    });
    expect((await verify(value, body, created + Math.sign(offset) * 300)).created).toBe(created);
  });

  test('another body', async () => {
    const { value } = await signDetached(body, signing, created);
    const error = await failure(verify(value, Buffer.from('{}')));
    expect(error).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The JWS is not one of key-P-256 over this body',
    });
    expect(error.base?.endsWith('.{}')).toBe(true);
  });

  test('a signature as DER', async () => {
    const { value } = await signDetached(body, signing, created);
    const der = Buffer.alloc(70, 0x30).toString('base64url');
    expect(await failure(verify(`${value.split('.')[0] ?? ''}..${der}`))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      advice: 'The signature may be ASN.1 DER: a JWS has r || s (RFC 7518 section 3.4).',
    });
  });

  test.each([
    ['an attached payload', (value: string) => value.replace('..', '.e30.')],
    ['no dots', (value: string) => value.replaceAll('.', '')],
    ['a dot more', (value: string) => `${value}.`],
    ['no signature', (value: string) => value.slice(0, value.indexOf('..') + 2)],
    ['padding', (value: string) => `${value}==`],
    ['unused bits set', (value: string) => `${value.slice(0, -1)}B`],
    ['nothing', () => ''],
  ])('%s', async (_, change) => {
    const { value } = await signDetached(body, signing, created);
    expect(await failure(verify(change(value)))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: 'The JWS is not header..signature',
    });
  });
});
