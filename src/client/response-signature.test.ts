import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../contract/types/exchange.ts';
import { jwks } from '../credentials/jwks.ts';
import { generateKeyPair } from '../credentials/key-pair.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { createClient, type Client } from './client.ts';
import { movableClock, planned, startNopan, type Nopan } from './fixtures/nopan.ts';

const call = planned({ method: 'GET', target: '/x', authenticated: false });

describe("the signature of the target's answers", () => {
  const clock = movableClock();
  let nopan: Nopan;
  let client: Client;
  let exchanges: Exchange[];

  beforeEach(async () => {
    nopan = await startNopan({ clock });
    exchanges = [];
    client = createClient(nopan.options({ onExchange: (exchange) => exchanges.push(exchange) }));
  });
  afterEach(async () => {
    await client.close();
    await nopan.close();
  });

  const ofKeys = () => exchanges.filter(({ spec }) => spec === 'auth/jwks');
  const otherKey = (keyid: string): SignatureKey => ({
    ...nopan.responseKey,
    keyid,
    key: generateKeyPair('P-256').privateKey,
  });

  test('is verified and told with its base and its variant', async () => {
    const { verification, evidence } = await client.send(call);

    expect(verification).toEqual({
      verified: true,
      keyid: 'nopan-sandbox',
      algorithm: 'ecdsa-p256-sha256',
      base: expect.stringMatching(/^"@status": 200\n"content-digest": sha-512=:/) as string,
      signatureParamsForm: 'rfc9421',
      ecdsaEncoding: 'ieee-p1363',
    });
    expect(evidence.signature.response).toEqual(verification);
  });

  test('fails the exchange when the content was altered, and the answer is still there to look at', async () => {
    const altered = (body: Buffer) => Buffer.from(body.toString().replace('2500', '9500'));
    nopan.answer('/x', { status: 200, body: { amount: 2500 }, altered });
    const { failure, response, verification, evidence } = await client.send(call);

    expect(response?.json).toEqual({ amount: 9500 });
    expect(failure).toMatchObject({
      code: 'ERR_DIGEST_MISMATCH',
      blame: 'api',
      message: 'The response cannot be relied on: The sha-512 digest is not that of the body',
    });
    expect(verification).toEqual({
      verified: false,
      base: expect.stringMatching(/^"@status": 200\n"content-digest": sha-512=:/) as string,
      problem: `ERR_DIGEST_MISMATCH: ${failure?.message ?? ''}`,
    });
    expect(evidence.failure?.advice).toMatch(/report it to the operator/);
  });

  test('fails the exchange when it is of another key under the known id, with the base in the evidence', async () => {
    nopan.answer('/auth/jwks', { status: 200, body: jwks([otherKey('nopan-sandbox')]), signed: false });
    const { failure, evidence } = await client.send(call);

    expect(failure).toBeInstanceOf(SignatureError);
    expect(failure).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The response cannot be relied on: The signature is not one of nopan-sandbox over this message',
    });
    expect(evidence.signature.response?.verified).toBe(false);
    expect(evidence.signature.response?.base).toMatch(/^"@status": 200\n/);
  });

  test('fails the exchange when its key is unknown', async () => {
    nopan.answer('/auth/jwks', { status: 200, body: jwks([otherKey('another')]), signed: false });

    expect((await client.send(call)).failure).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      actual: 'nopan-sandbox',
    });
  });

  test('fails the exchange when there is none', async () => {
    nopan.answer('/x', { status: 200, signed: false });
    const { failure, response } = await client.send(call);

    expect(response?.status).toBe(200);
    expect(failure?.code).toBe('ERR_SIGNATURE_MISSING');
  });

  test('fails the exchange when it is too old', async () => {
    const elsewhen = createClient(nopan.options({ clock: { now: () => clock.now() + 301_000 } }));
    const { failure } = await elsewhen.send(call);
    await elsewhen.close();

    expect(failure?.code).toBe('ERR_JWKS');
    expect(failure?.actual).toMatch(/The signature was created 30\d s ago/);
  });

  test('is judged by keys that are fetched again after 24 hours', async () => {
    await client.send(call);
    clock.advance(86_390_000);
    await client.send(call);
    expect(ofKeys()).toHaveLength(1);
    clock.advance(20_000);
    const { failure } = await client.send(call);

    expect(failure).toBeUndefined();
    expect(ofKeys()).toHaveLength(2);
  });

  test('is verified on the answer with the keys, too, by these keys', async () => {
    await client.send(call);

    expect(ofKeys()[0]?.signature.response).toMatchObject({ verified: true, keyid: 'nopan-sandbox' });
  });

  test('may be missing on the answer with the keys: the reason is recorded', async () => {
    nopan.answer('/auth/jwks', { status: 200, body: jwks([nopan.responseKey]), signed: false });
    const { failure } = await client.send(call);

    expect(failure).toBeUndefined();
    expect(ofKeys()[0]?.failure).toBeUndefined();
    expect(ofKeys()[0]?.signature.response).toEqual({
      verified: false,
      problem: 'Not verified: the key set is not signed; TLS vouches for it.',
    });
  });

  test('must hold on the answer with the keys when there is one', async () => {
    nopan.answer('/auth/jwks', { status: 200, body: jwks([otherKey('nopan-sandbox')]) });
    const { failure } = await client.send(call);

    expect(failure).toMatchObject({
      code: 'ERR_JWKS',
      message: 'The keys of the target contradict the signature of their own key set',
      where: `${nopan.baseUrl}/auth/jwks`,
    });
    expect(ofKeys()[0]?.failure?.code).toBe('ERR_SIGNATURE_INVALID');
  });

  test.each([
    ['no key set is there', { status: 404, body: {} }, 'The target does not publish its keys here'],
    ['it is not one', { status: 200, body: { keys: 'none' } }, 'This is not a JWK set'],
  ])('cannot be judged when %s', async (_, answer, message) => {
    nopan.answer('/auth/jwks', answer);
    const { failure, response, verification } = await client.send(call);

    expect(response?.json).toEqual({ ok: true });
    expect(failure).toMatchObject({ code: 'ERR_JWKS', message });
    expect(verification).toEqual({ verified: false, problem: `ERR_JWKS: ${message}` });
  });

  test('cannot be judged when the keys cannot be fetched: they are asked for again with the next call', async () => {
    nopan.answer('/auth/jwks', { status: 200, silence: 'reset' });
    const first = await client.send(call);
    nopan.answer('/auth/jwks', { status: 200, body: jwks([nopan.responseKey]) });
    const second = await client.send(call);

    expect(first.failure).toMatchObject({ code: 'ERR_TARGET' });
    expect(second.failure).toBeUndefined();
  });

  test('may be missing on the answer with the access token', async () => {
    const body = { access_token: 'canary-token', token_type: 'Bearer', expires_in: 60 };
    nopan.answer('/auth/token', { status: 200, body, signed: false });

    expect(await client.accessToken()).toBe('canary-token');
  });

  test('must hold on the answer with the access token when there is one', async () => {
    const body = { access_token: 'canary-token', token_type: 'Bearer', expires_in: 60 };
    const altered = (bytes: Buffer) => Buffer.from(bytes.toString().replace('canary', 'cuckoo'));
    nopan.answer('/auth/token', { status: 200, body, altered });

    await expect(client.accessToken()).rejects.toMatchObject({
      code: 'ERR_TOKEN',
      message: 'The access token comes in an answer whose signature does not hold',
    });
    expect(JSON.stringify(exchanges)).not.toContain('cuckoo-token');
  });
});
