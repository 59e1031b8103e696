import { verify } from 'node:crypto';
import { verifySignature } from 'http-message-sig';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../contract/types/exchange.ts';
import type { Peer } from '../contract/types/result.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { publicKeyOf } from '../credentials/key-pair.ts';
import { contentDigest } from '../signing/digest.ts';
import { fieldValue } from '../signing/message.ts';
import { createClient, type Client } from './client.ts';
import { movableClock, planned, protocol, startNopan, type Nopan, type Seen } from './fixtures/nopan.ts';

const payment = planned({ idempotent: true, body: { amount: 2500, currency: 'EUR' } });
const status = planned({ spec: 'payments/status', method: 'GET', target: '/payments/x1/status?full=a%2Fb' });
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the signed client', () => {
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

  test('tells who answers, once for all connections', async () => {
    const peers: Peer[] = [];
    const told = createClient(nopan.options({ onPeer: (peer) => peers.push(peer) }));
    const tampering = { id: 'x', connection: 'without-certificate' } as unknown as Tampering;
    await Promise.all([told.send(status), told.send(status)]);
    await told.send(status, { tampering });
    await told.close();
    expect(peers).toEqual([
      {
        ...{ address: '127.0.0.1', port: Number(new URL(nopan.options().baseUrl).port), protocol: 'TLSv1.3' },
        certificate: {
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
          subject: expect.stringContaining('CN=') as string,
          issuer: expect.stringContaining('CN=') as string,
          validFrom: expect.stringMatching(/Z$/) as string,
          validTo: expect.stringMatching(/Z$/) as string,
        },
        root: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
    expect(peers[0]?.root).not.toBe(peers[0]?.certificate.sha256);
    expect(exchanges).toEqual([]);
  });

  const seen = (target: string): Seen[] => nopan.seen.filter((request) => request.target === target);
  const field = (request: Seen | undefined, name: string) => fieldValue(request?.fields ?? [], name);

  /** http-message-sig is not ours. */
  const verifiedBySomeoneElse = (request: Seen, requiredComponents: readonly string[]) =>
    verifySignature(
      {
        kind: 'request',
        method: request.method,
        targetUri: `https://${request.authority}${request.target}`,
        requestTarget: request.target,
        fields: request.fields.map(([name, value]) => ({ name, value })),
      },
      {
        label: 'nopan_sig',
        policy: {
          algorithms: ['ecdsa-p256-sha256'],
          requiredComponents,
          requiredParameters: ['keyid', 'created'],
          maxAge: 300,
          clockSkew: 5,
        },
        resolveVerifier: () => ({
          algorithm: 'ecdsa-p256-sha256',
          verify: (data, signature) =>
            verify('sha256', data, { key: publicKeyOf(nopan.clientKey.key), dsaEncoding: 'ieee-p1363' }, signature),
        }),
      },
    );

  test('signs a request so that another implementation verifies what the server read', async () => {
    const exchanged = await client.send(payment);

    const [request] = seen('/payments/initiate');
    if (request === undefined) throw new Error('nothing was sent');
    const verified = await verifiedBySomeoneElse(request, protocol.signature.requestComponents);
    expect(verified.parameters['keyid']).toBe('client-key');
    expect(field(request, 'content-digest')).toBe(contentDigest(request.body, 'sha-256'));
    expect(request.body.toString()).toBe('{"amount":2500,"currency":"EUR"}');
    expect(request.clientName).toBe('org-1');
    expect(request.tlsProtocol).toBe('TLSv1.3');
    expect(exchanged.failure).toBeUndefined();
    expect(exchanged.response?.json).toEqual({ ok: true });
    expect(exchanged.verification).toMatchObject({ verified: true, keyid: 'nopan-sandbox' });
  });

  test('signs a request without content over authority, method and target as on the request line', async () => {
    await client.send(status);

    const [request] = seen('/payments/x1/status?full=a%2Fb');
    if (request === undefined) throw new Error('nothing was sent');
    await verifiedBySomeoneElse(request, protocol.signature.requestComponentsWithoutBody);
    expect(field(request, 'content-type')).toBeUndefined();
    expect(field(request, 'content-digest')).toBeUndefined();
    expect(field(request, 'content-length')).toBeUndefined();
  });

  test('signs the token request, too, and sends it as a form without a token', async () => {
    await client.send(payment);

    const [request] = seen('/auth/token');
    if (request === undefined) throw new Error('nothing was sent');
    await verifiedBySomeoneElse(request, protocol.signature.requestComponents);
    expect(request.body.toString()).toBe('grant_type=client_credentials&client_id=org-1&scope=payments%3Aprocess');
    expect(field(request, 'content-type')).toBe('application/x-www-form-urlencoded');
    expect(field(request, 'authorization')).toBeUndefined();
  });

  test('asks for the scope that a request spec names, and keeps a token for each', async () => {
    const report = planned({ spec: 'reports/search', method: 'GET', target: '/reports', scope: 'data:reports' });
    for (const request of [payment, report, payment, report]) await client.send(request);

    const scopes = seen('/auth/token').map(({ body }) => new URLSearchParams(body.toString()).get('scope'));
    expect(scopes).toEqual(['payments:process', 'data:reports']);
    expect(seen('/reports').map((request) => field(request, 'authorization'))).toEqual([
      'Bearer canary-token-2',
      'Bearer canary-token-2',
    ]);
    await client.send(report, { scope: 'payments:process' });
    expect(field(seen('/reports').at(-1), 'authorization')).toBe('Bearer canary-token-1');
  });

  test('fetches one token and one key set for many calls over one connection', async () => {
    for (let call = 0; call < 5; call++) await client.send(payment);

    expect(nopan.seen.map(({ target }) => target)).toEqual([
      '/auth/token',
      '/auth/jwks',
      ...Array.from({ length: 5 }, () => '/payments/initiate'),
    ]);
    expect(new Set(nopan.seen.map(({ connection }) => connection))).toEqual(new Set([1]));
    expect(seen('/payments/initiate').map((request) => field(request, 'authorization'))).toEqual(
      Array.from({ length: 5 }, () => 'Bearer canary-token-1'),
    );
  });

  test('asks for one token when many calls start at once, over no more connections than allowed', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => client.send(payment)));

    expect(results.every(({ failure }) => failure === undefined)).toBe(true);
    expect(seen('/auth/token')).toHaveLength(1);
    expect(seen('/auth/jwks')).toHaveLength(1);
    const connections = new Set(nopan.seen.map(({ connection }) => connection));
    expect(connections.size).toBeGreaterThan(1);
    expect(connections.size).toBeLessThanOrEqual(4);
  });

  test('fetches another token shortly before the first expires, by the clock', async () => {
    await client.send(status);
    clock.advance(7_139_000);
    await client.send(status);
    expect(seen('/auth/token')).toHaveLength(1);
    clock.advance(2_000);
    await client.send(status);

    expect(seen('/auth/token')).toHaveLength(2);
    expect(await client.accessToken()).toBe('canary-token-2');
  });

  test('drops a token that the target refuses, so that the next call gets another', async () => {
    await client.send(status);
    const expired = { status: 'ERROR', statusInfo: { reasonCode: '4061', message: 'Token is expired' }, callId: 'c-1' };
    nopan.answer(status.target, { status: 401, body: expired });
    const refused = await client.send(status);
    await client.send(payment);

    expect(refused.response?.status).toBe(401);
    expect(field(seen('/payments/initiate')[0], 'authorization')).toBe('Bearer canary-token-2');
  });

  test('keeps its token when the refused one was not its own', async () => {
    const refusal = { status: 'ERROR', statusInfo: { reasonCode: '4970', message: 'No' }, callId: 'c-1' };
    nopan.answer(status.target, { status: 401, body: refusal });
    await client.accessToken();
    await client.send(status, { token: 'an-older-token' });
    await client.send(payment);

    expect(field(seen(status.target)[0], 'authorization')).toBe('Bearer an-older-token');
    expect(seen('/auth/token')).toHaveLength(1);
  });

  test('asks for a token of the scope that a call needs', async () => {
    await client.send(status, { scope: 'payments:read' });

    expect(seen('/auth/token')[0]?.body.toString()).toContain('scope=payments%3Aread');
  });

  test('gives each request that changes something a key of its own, and repeats one on demand', async () => {
    const first = await client.send(payment);
    const second = await client.send(payment);
    await client.send(payment, { idempotencyKey: first.idempotencyKey ?? '' });
    const without = await client.send(payment, { idempotencyKey: null });
    await client.send(status);

    expect(first.idempotencyKey).toMatch(uuid);
    expect(second.idempotencyKey).toMatch(uuid);
    expect(seen('/payments/initiate').map((request) => field(request, 'idempotency-key'))).toEqual([
      first.idempotencyKey,
      second.idempotencyKey,
      first.idempotencyKey,
      undefined,
    ]);
    expect(without.idempotencyKey).toBeUndefined();
    expect(field(seen(status.target)[0], 'idempotency-key')).toBeUndefined();
  });

  test('names the version of the protocol, another one, that of the spec, or none', async () => {
    await client.send(payment);
    await client.send(payment, { version: '9.9' });
    await client.send(planned({ headers: { 'nopan-version': '0.0' }, body: {} }));
    await client.send(payment, { version: null });

    expect(seen('/payments/initiate').map((request) => field(request, 'nopan-version'))).toEqual([
      '0.1',
      '9.9',
      '0.0',
      undefined,
    ]);
  });

  test('signs in another variant than the protocol, when a call is to', async () => {
    const signature = { digest: 'sha-512', signatureParamsForm: 'labelled', contentTypeForm: 'as-sent' } as const;
    const { evidence } = await client.send(payment, { signature, contentType: 'application/json; charset=utf-8' });

    const base = evidence.signature.request?.base ?? '';
    expect(base).toContain('"content-digest": sha-512=:');
    expect(base).toContain('"content-type": application/json; charset=utf-8\n');
    expect(base).toContain('"@signature-params": nopan_sig=(');
    expect(field(seen('/payments/initiate')[0], 'content-type')).toBe('application/json; charset=utf-8');
  });

  test('records every exchange once, those for token and keys included', async () => {
    const { evidence } = await client.send(payment);
    await client.send(status);

    expect(exchanges.map(({ spec }) => spec)).toEqual([
      'auth/jwks',
      'auth/token',
      'payments/initiate',
      'payments/status',
    ]);
    expect(exchanges[2]).toBe(evidence);
    expect(new Set(exchanges.map(({ id }) => id)).size).toBe(4);
    expect(exchanges.map(({ timings }) => timings.connectMs !== undefined)).toEqual([false, true, false, false]);
    expect(exchanges.every(({ timings }) => timings.durationMs > 0)).toBe(true);
  });

  test('lets no token into the evidence', async () => {
    await client.send(payment);
    await client.send(status);

    const token = await client.accessToken();
    expect(token).toBe('canary-token-1');
    expect(JSON.stringify(exchanges)).not.toContain(token);
    expect(JSON.stringify(exchanges)).toContain('"Authorization","Bearer [redacted sha256:');
  });

  test('tells why there is no token, and sends nothing', async () => {
    const refusal = { status: 'ERROR', statusInfo: { reasonCode: '4971', message: 'Not allowed' }, callId: 'c-1' };
    nopan.answer('/auth/token', { status: 403, body: refusal });
    const { failure, response, evidence } = await client.send(payment);

    expect(response).toBeUndefined();
    expect(failure).toMatchObject({
      code: 'ERR_TOKEN',
      message: 'No access token was granted',
      where: `${nopan.baseUrl}/auth/token`,
      actual: '403 4971 Not allowed c-1',
      advice: 'Check the organization id, its client certificate and the scopes that it may ask for.',
    });
    expect(evidence.failure?.code).toBe('ERR_TOKEN');
    expect(seen('/payments/initiate')).toHaveLength(0);
    await expect(client.accessToken()).rejects.toMatchObject({ code: 'ERR_TOKEN' });
  });

  test('tells what to do when it is the signature of the token request that is refused', async () => {
    const refusal = { status: 'ERROR', statusInfo: { reasonCode: '4992', message: 'Signature error' }, callId: 'c-1' };
    nopan.answer('/auth/token', { status: 401, body: refusal });

    expect((await client.send(payment)).failure?.advice).toMatch(/"nopan-certify calibrate" finds the way of signing/);
  });

  test('signs with a detached JWS on demand, without a digest', async () => {
    const { evidence } = await client.send(payment, { profile: 'detached-jws' });

    const [request] = seen('/payments/initiate');
    expect(field(request, 'x-jws-signature')).toMatch(/^[\w-]+\.\.[\w-]+$/);
    expect(field(request, 'signature')).toBeUndefined();
    expect(field(request, 'content-digest')).toBeUndefined();
    expect(evidence.signature.request).toMatchObject({ profile: 'detached-jws', keyid: 'client-key' });
    expect(evidence.signature.request?.base).toMatch(/^[\w-]+\.\{"amount":2500,"currency":"EUR"\}$/);
  });
});
