import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createAuthority } from '../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../credentials/key-pair.ts';
import { Control } from './control.ts';
import { enrol } from './enrolment.ts';
import { caught } from './fixtures/caught.ts';

let server: Server;
let control: Control;
let trust: string;
let answer: { status: number; body: string };
let heard: {
  method?: string | undefined;
  url?: string | undefined;
  authorization?: string | undefined;
  body: string;
}[];

beforeAll(async () => {
  const authority = await createAuthority({ name: 'test authority', clock: systemClock });
  const keys = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'test', CN: '127.0.0.1' };
  const cert = await authority.issue({ publicKey: keys.publicKey, subject, usage: 'server', names: ['127.0.0.1'] });
  server = createServer({ key: privateKeyPem(keys.privateKey), cert }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  trust = authority.certificate;
  heard = [];
  control = new Control({
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret: 's3cret',
    trust,
  });
});

afterAll(async () => {
  await control.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a call carries the secret and the JSON, and gives the answer', async () => {
  heard = [];
  answer = { status: 201, body: '{"organizationId":"o-1"}' };
  expect(await control.call('POST', '/organizations', { name: 'Shop' })).toEqual({ organizationId: 'o-1' });
  expect(heard).toEqual([
    { method: 'POST', url: '/organizations', authorization: 'Bearer s3cret', body: '{"name":"Shop"}' },
  ]);
});

test('a refusal is told with what was said', async () => {
  answer = { status: 401, body: 'wrong secret' };
  const error = await caught(() => control.call('GET', '/organizations/o-1/deliveries'));
  expect(error.code).toBe('ERR_CONTROL');
  expect(error.message).toBe('The control API refused the call with 401');
  expect(error.actual).toBe('wrong secret');
});

test('an answer that is no JSON is told as such', async () => {
  answer = { status: 200, body: '<html>' };
  const error = await caught(() => control.call('GET', '/'));
  expect(error).toMatchObject({ code: 'ERR_CONTROL', expected: 'a JSON object', actual: '<html>' });
});

test('nobody there is told as such', async () => {
  const nobody = new Control({ url: 'https://127.0.0.1:1', secret: 's3cret' });
  const error = await caught(() => nobody.call('GET', '/'));
  await nobody.close();
  expect(error.code).toBe('ERR_CONTROL');
  expect(error.message).toMatch(/^The control API did not answer: .*ECONNREFUSED/);
});

test('an enrolment sends public keys only, and misses what the answer lacks', async () => {
  heard = [];
  const complete = {
    organizationId: 'o/1',
    processingAccountIds: ['a-1'],
    webhookSecret: 'w',
    certificate: 'PEM',
    keyid: 'k-1',
  };
  answer = { status: 201, body: JSON.stringify(complete) };
  const { credentials, webhookSecret } = await enrol(control, trust);
  expect(credentials).toMatchObject({ organizationId: 'o/1', processingAccountId: 'a-1', certificate: 'PEM', trust });
  expect(credentials.signingKey).toMatchObject({ keyid: 'k-1', algorithm: 'ecdsa-p256-sha256' });
  expect(webhookSecret).toBe('w');
  expect(heard.map(({ url }) => url).sort()).toEqual([
    '/organizations',
    '/organizations/o%2F1/certificates',
    '/organizations/o%2F1/keys',
  ]);
  expect(heard.map(({ body }) => body).join('')).not.toContain('PRIVATE KEY');

  answer = { status: 201, body: JSON.stringify({ ...complete, keyid: undefined }) };
  expect(await caught(() => enrol(control, trust))).toMatchObject({
    code: 'ERR_CONTROL',
    message: "The control API's answer lacks keyid",
  });
});
