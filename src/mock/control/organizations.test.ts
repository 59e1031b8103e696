import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createAuthority } from '../../credentials/authority.ts';
import { certificateRequest } from '../../credentials/certificate-request.ts';
import { installed } from '../../credentials/fixtures/openssl.ts';
import { generateKeyPair, publicKeyPem } from '../../credentials/key-pair.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { expectRefusal, initiate, order, pending } from '../fixtures/orders.ts';
import { readCertificate } from '../http/client-certificate.ts';
import { control, Shop } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

const day = 86_400_000;

describe('organizations', () => {
  test('are listed, and told about without their secret', async () => {
    const { json } = await control(mock, 'POST', '/organizations', { name: 'Listed', accounts: ['shop', 'web'] });
    const { webhookSecret, ...outline } = json;
    expect(webhookSecret).toMatch(/^[\w-]{43}$/);
    expect(outline).toEqual({
      organizationId: expect.stringMatching(/^org-/) as string,
      name: 'Listed',
      contractualEntityId: expect.stringMatching(/^entity-/) as string,
      processingAccountIds: ['shop', 'web'],
    });
    const listed = await control(mock, 'GET', '/organizations');
    expect(listed.json['organizations']).toContainEqual(outline);
    const one = await control(mock, 'GET', `/organizations/${String(outline['organizationId'])}`);
    expect(one.json).toMatchObject({ ...outline, certificates: [], keys: [], endpoints: [], clock: { frozen: false } });
    expect(JSON.stringify([listed.json, one.json])).not.toContain(String(webhookSecret));
  });

  test('get another processing account, once', async () => {
    const account = { processingAccountId: 'second-hand' };
    expectRefusal(await initiate(shop, account), 403, '4971');
    expect((await shop.control('POST', '/accounts', account)).status).toBe(201);
    expect((await initiate(shop, account)).status).toBe(200);
    expect(await shop.control('POST', '/accounts', account)).toMatchObject({ status: 409 });
  });

  test('get certificates for a year of their own time', async () => {
    const other = await Shop.enrol(mock);
    await other.control('POST', '/clock', { advanceSeconds: 300 * 86_400 });
    const publicKey = publicKeyPem(generateKeyPair('P-256').publicKey);
    const issued = await other.control('POST', '/certificates', { publicKey });
    const days = (Date.parse(textOf(issued, 'notAfter')) - Date.now()) / day;
    expect(Math.round(days)).toBe(665);
  });

  test('are removed with all that is their own', async () => {
    const other = await Shop.enrol(mock);
    const id = await pending(other);
    expect((await other.control('DELETE', '')).status).toBe(200);
    expectRefusal(await other.get(`/payments/${id}/status`), 403, '4971');
    expect((await other.control('GET', '')).status).toBe(404);
  });
});

test('a webhook secret can be changed', async () => {
  const other = await Shop.enrol(mock);
  const answer = await other.control('POST', '/webhook-secret');
  expect([answer.status, textOf(answer, 'webhookSecret')]).toEqual([201, expect.stringMatching(/^[\w-]{43}$/)]);
  expect(textOf(answer, 'webhookSecret')).not.toBe(other.webhookSecret);
});

describe('client certificates', () => {
  test('are told, and refused once they are revoked', async () => {
    const other = await Shop.enrol(mock);
    const { serialNumber, validTo } = new X509Certificate(other.certificate);
    const notAfter = new Date(validTo).toISOString();
    const { json } = await other.control('GET', '');
    expect(json['certificates']).toEqual([{ serialNumber, notAfter, revoked: false }]);
    expect((await initiate(other)).status).toBe(200);
    const revoked = await other.control('DELETE', `/certificates/${serialNumber.toLowerCase()}`);
    expect(revoked.json).toEqual({ serialNumber, notAfter, revoked: true });
    expectRefusal(await initiate(other), 400, '4980');
    expect(await other.control('DELETE', '/certificates/00')).toMatchObject({
      status: 404,
      json: { error: { message: 'The organization has no certificate 00' } },
    });
  });

  const subject = (CN: string) => ({ C: 'NL', O: 'Acme', CN });

  test('are issued by a certificate request', async () => {
    const keys = generateKeyPair('P-384');
    const request = await certificateRequest({ keys, subject: subject(shop.organizationId) });
    const answer = await shop.control('POST', '/certificates', { certificateRequest: request });
    const issued = new X509Certificate(textOf(answer, 'certificate'));
    expect(publicKeyPem(issued.publicKey)).toBe(publicKeyPem(keys.publicKey));
    expect(answer.json['serialNumber']).toBe(issued.serialNumber);
  });

  test('are not issued by a request that is none, names another organization, or is not signed by its key', async () => {
    const keys = generateKeyPair('P-256');
    const foreign = await certificateRequest({ keys, subject: subject('org-other') });
    const own = await certificateRequest({ keys, subject: subject(shop.organizationId) });
    const der = Buffer.from(own.replaceAll(/-----[^-]+-----|\n/g, ''), 'base64');
    der.writeUInt8(der.readUInt8(der.length - 1) ^ 1, der.length - 1);
    const unsigned = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    for (const [certificateRequest, message] of [
      ['hello', 'The content holds no certificate request'],
      [foreign, 'The certificate request names another organization'],
      [unsigned, 'The certificate request is not signed with the key that it is for'],
    ]) {
      const answer = await shop.control('POST', '/certificates', { certificateRequest });
      expect([answer.status, answer.json]).toMatchObject([400, { error: { code: 'ERR_CERTIFICATE', message } }]);
    }
    const both = { certificateRequest: own, publicKey: publicKeyPem(keys.publicKey) };
    expect((await shop.control('POST', '/certificates', both)).status).toBe(400);
    expect((await shop.control('POST', '/certificates', {})).status).toBe(400);
  });
});

describe('certificates that Nopan would not issue', () => {
  const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).publicKey;
  const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey;
  const refusedKeys = [
    ['ED25519', () => generateKeyPairSync('ed25519').publicKey],
    ['X25519', () => generateKeyPairSync('x25519').publicKey],
    ['EC secp256k1', () => curve('secp256k1')],
    ['EC secp224r1', () => curve('secp224r1')],
    ['EC brainpoolP256r1', () => curve('brainpoolP256r1')],
    ['RSA 1024 bits', () => rsa(1024)],
    ['RSA 2047 bits', () => rsa(2047)],
    ['RSA-PSS 2048 bits', () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey],
  ] as const;

  test.each(refusedKeys)('for a key of %s', async (kind, key) => {
    const answer = await shop.control('POST', '/certificates', { publicKey: publicKeyPem(key()) });
    const message = `No client certificate is issued for a key of ${kind}`;
    expect([answer.status, answer.json]).toMatchObject([400, { error: { code: 'ERR_KEY', message } }]);
  });

  test.each([
    ['RSA of 2048 bits', () => rsa(2048)],
    ['P-521', () => curve('P-521')],
  ])('but for %s it would', async (_kind, key) => {
    expect((await shop.control('POST', '/certificates', { publicKey: publicKeyPem(key()) })).status).toBe(201);
  });

  test.runIf(installed('openssl')).each([
    ['no country', '/O=Acme/CN=ID', 'names no country'],
    ['no company', '/C=NL/CN=ID', 'names no company'],
    ['a country in small letters', '/C=nl/O=Acme/CN=ID', 'names no country'],
    ['a blank company', '/C=NL/O= /CN=ID', 'names no company'],
    ['two countries', '/C=NL/C=DE/O=Acme/CN=ID', 'names no country'],
    ['no organization', '/C=NL/O=Acme', 'names another organization'],
    ['two organizations', '/C=NL/O=Acme/CN=ID/CN=other', 'names another organization'],
    ['the organization in its company', '/C=NL/O=Acme, CN=ID/CN=other', 'names another organization'],
  ])('by a request with %s', async (_what, subject, message) => {
    const answer = await shop.control('POST', '/certificates', { certificateRequest: requestOf(subject) });
    expect([answer.status, answer.json]).toMatchObject([
      400,
      { error: { code: 'ERR_CERTIFICATE', message: `The certificate request ${message}` } },
    ]);
  });

  test.runIf(installed('openssl')).each([
    ['ed25519', 'ERR_KEY'],
    ['rsa:1024', 'ERR_KEY'],
    ['ec -pkeyopt ec_paramgen_curve:secp256k1', 'ERR_KEY'],
  ])('by a request for %s', async (kind, code) => {
    const certificateRequest = requestOf('/C=NL/O=Acme/CN=ID', kind);
    const answer = await shop.control('POST', '/certificates', { certificateRequest });
    expect([answer.status, answer.json]).toMatchObject([400, { error: { code } }]);
  });

  test('are not taken when they were issued before', async () => {
    const authority = await createAuthority({ name: 'any', clock: systemClock });
    const trusted = async (publicKey: KeyObject) => {
      const certificate = await authority.issue({ publicKey, subject: subject('org'), usage: 'client' });
      return readCertificate(new X509Certificate(certificate), new X509Certificate(authority.certificate)).trusted;
    };
    expect(await trusted(curve('P-384'))).toBe(true);
    expect(await trusted(generateKeyPairSync('ed25519').publicKey)).toBe(false);
    expect(await trusted(rsa(1024))).toBe(false);
  });

  const subject = (CN: string) => ({ C: 'NL', O: 'Acme', CN });

  /** By openssl, which leaves out of a subject whatever it is not given. */
  function requestOf(name: string, kind = 'ec -pkeyopt ec_paramgen_curve:P-256'): string {
    const options = ['-subj', name.replace('ID', shop.organizationId), '-keyout', '/dev/null', '-nodes'];
    return execFileSync('openssl', ['req', '-new', '-newkey', ...kind.split(' '), ...options], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
});

describe('signing keys', () => {
  test('expire, last longer, and are revoked', async () => {
    const other = await Shop.enrol(mock);
    const validUntil = new Date(Date.now() - day).toISOString();
    const path = `/keys/${other.keyid}`;
    expect((await other.control('PATCH', path, { validUntil })).json).toEqual({
      keyid: other.keyid,
      validUntil,
      revoked: false,
    });
    expectRefusal(await initiate(other, {}, { token: 'x' }), 401, '4970');
    expectRefusal(
      await other.requestToken({ grant_type: 'client_credentials', client_id: other.organizationId }),
      401,
      '4992',
    );
    await other.control('PATCH', path, { validUntil: new Date(Date.now() + day).toISOString() });
    expect((await initiate(other)).status).toBe(200);
    expect((await other.control('DELETE', path)).json).toMatchObject({ revoked: true });
    expectRefusal(await initiate(other), 401, '4992');
    expect((await other.control('DELETE', '/keys/unknown')).status).toBe(404);
  });
});

describe('the clock', () => {
  test('stands still and goes on', async () => {
    const other = await Shop.enrol(mock);
    const now = async (body: object) => textOf(await other.control('POST', '/clock', body), 'now');
    const stands = await now({ frozen: true });
    const moved = await now({ advanceSeconds: 60 });
    expect(Date.parse(moved) - Date.parse(stands)).toBe(60_000);
    expect((await other.control('GET', '/clock')).json).toEqual({ now: moved, frozen: true });
    expect((await other.control('POST', '/clock', { frozen: false })).json).toMatchObject({ frozen: false });
    expect((await other.control('POST', '/clock', {})).status).toBe(400);
  });
});

describe('a rate limit', () => {
  test('refuses what is beyond it until its time is over, and says for how long', async () => {
    const other = await Shop.enrol(mock);
    const token = await other.token();
    const call = () => other.post('/payments/initiate', order(other), { token });
    await other.control('POST', '/clock', { frozen: true });
    await other.control('PUT', '/rate-limit', { requests: 2, perSeconds: 10 });
    expect([(await call()).status, (await call()).status]).toEqual([200, 200]);
    const refused = await call();
    expectRefusal(refused, 429, '3000');
    expect(refused.headers['retry-after']).toBe('10');
    expect((await initiate(shop)).status).toBe(200);
    await other.control('POST', '/clock', { advanceSeconds: 10 });
    expect((await call()).status).toBe(200);
    expect((await other.control('PUT', '/rate-limit', {})).json).toEqual({});
    for (let time = 0; time < 3; time += 1) expect((await call()).status).toBe(200);
  });

  test('can be that of every organization', async () => {
    const limited = await startTestMock({
      'rateLimit.requests': 1,
      'rateLimit.perSeconds': 3600,
      'rateLimit.retryAfter': 'absent',
    });
    const other = await Shop.enrol(limited);
    await other.token();
    const refused = await other.get('/payments/x/status', { token: 'x' });
    expectRefusal(refused, 429, '3000');
    expect(refused.headers['retry-after']).toBeUndefined();
    await limited.close();
  });
});

describe('accepted variants of signatures', () => {
  test('can be narrowed and widened again', async () => {
    const strict = await startTestMock();
    const other = await Shop.enrol(strict);
    const set = (body: object) => control(strict, 'PUT', '/protocol', body);
    expect((await set({ acceptedVariants: 'configured', ecdsaEncoding: 'der' })).json).toEqual({
      acceptedVariants: 'configured',
      extraComponents: 'accepted',
      profile: 'http-message-signature',
      signatureParamsForm: 'rfc9421',
      ecdsaEncoding: 'der',
      requestDigest: 'sha-256',
    });
    const form = { grant_type: 'client_credentials', client_id: other.organizationId };
    expectRefusal(await other.requestToken(form), 401, '4992');
    expect((await set({})).json).toMatchObject({ acceptedVariants: 'every', ecdsaEncoding: 'ieee-p1363' });
    expect((await control(strict, 'GET', '/protocol')).json).toMatchObject({ acceptedVariants: 'every' });
    expect((await other.requestToken(form)).status).toBe(200);
    await strict.close();
  });
});

test('the life cycle is told', async () => {
  const { json } = await control(mock, 'GET', '/life-cycle');
  expect(json['lifeCycle']).toContainEqual({
    action: 'cancel',
    by: 'client',
    from: ['PENDING', 'APPROVED'],
    conditions: ['nothing of it is captured'],
    outcomes: ['CANCELED', 'DECLINED'],
  });
});
