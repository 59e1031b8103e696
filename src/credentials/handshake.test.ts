import { once } from 'node:events';
import { createServer, request, type RequestOptions, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createAuthority, type Authority } from './authority.ts';
import type { CertificateOptions } from './certificate-options.ts';
import { certificateFingerprint } from './fingerprint.ts';
import { generateKeyPair, privateKeyPem } from './key-pair.ts';

const hour = 3_600_000;
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const hosts = ['localhost', '127.0.0.1'];

interface Identity {
  readonly key: string;
  readonly cert: string;
}

async function identity(
  authority: Authority,
  options: Omit<CertificateOptions, 'publicKey' | 'subject'>,
): Promise<Identity> {
  const { privateKey, publicKey } = generateKeyPair('P-256');
  return { key: privateKeyPem(privateKey), cert: await authority.issue({ publicKey, subject, ...options }) };
}

let authority: Authority;
let other: Authority;
let server: Server;
let lenient: Server;
beforeAll(async () => {
  [authority, other] = await Promise.all([
    createAuthority({ name: 'Test authority', clock: systemClock }),
    createAuthority({ name: 'Other authority', clock: systemClock }),
  ]);
  const served = await identity(authority, { usage: 'server', names: hosts });
  [server, lenient] = await Promise.all([listen(served), listen(served, false)]);
});
afterAll(() => {
  server.close();
  lenient.close();
});

/** What a server saw of its client. */
interface Seen {
  readonly subject?: object;
  readonly fingerprint256?: string;
  /** Why node:tls does not trust it, or null. */
  readonly authorizationError: string | null;
}

/** A server that demands a client certificate, or (lenient) only asks for one, and answers with what it saw of it. */
async function listen(served: Identity, rejectUnauthorized = true): Promise<Server> {
  const options = { ...served, ca: authority.certificate, requestCert: true, rejectUnauthorized };
  const listening = createServer({ ...options, minVersion: 'TLSv1.3' }, ({ socket }, answer) => {
    if (!(socket instanceof TLSSocket)) throw new TypeError('not TLS');
    const { subject: name, fingerprint256 } = socket.getPeerCertificate();
    answer.end(JSON.stringify({ subject: name, fingerprint256, authorizationError: socket.authorizationError }));
  }).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return listening;
}

/** What the server answers; rejects with the error that the client meets. */
function get(options: RequestOptions, to: Server = server): Promise<Seen> {
  const { port } = to.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent: false, ca: authority.certificate, ...options }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => {
        resolve(JSON.parse(body) as Seen);
      });
    });
    sent.on('error', reject).end();
  });
}

describe('mutual TLS 1.3 with node:https', () => {
  test.each([{ servername: 'localhost' }, {}])(
    'accepted; the server sees subject and fingerprint (%j)',
    async (host) => {
      const client = await identity(authority, { usage: 'client' });
      const seen = await get({ ...client, ...host });
      expect(seen).toMatchObject({ subject, authorizationError: null });
      expect(seen.fingerprint256?.replaceAll(':', '').toLowerCase()).toBe(certificateFingerprint(client.cert));
    },
  );

  test('no client certificate is refused, for that reason', async () => {
    const refused = once(server, 'tlsClientError');
    await expect(get({})).rejects.toMatchObject({ code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
    expect(await refused).toMatchObject([{ code: 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE' }, {}]);
  });

  test.each<[string, () => Promise<Identity>, string]>([
    ['of another authority', () => identity(other, { usage: 'client' }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'that has expired',
      () => identity(authority, { usage: 'client', notAfter: new Date(Date.now() - hour) }),
      'CERT_HAS_EXPIRED',
    ],
    [
      'that is not yet valid',
      () => identity(authority, { usage: 'client', notBefore: new Date(Date.now() + hour) }),
      'CERT_NOT_YET_VALID',
    ],
    ['for servers', () => identity(authority, { usage: 'server', names: hosts }), 'INVALID_PURPOSE'],
  ])('a client certificate %s is refused', async (_name, make, reason) => {
    const client = await make();
    await expect(get(client)).rejects.toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) as string });
    expect(await get(client, lenient)).toMatchObject({ subject, authorizationError: reason });
  });

  test.each<[string, Omit<CertificateOptions, 'publicKey' | 'subject'>, string]>([
    ['has expired', { usage: 'server', names: hosts, notAfter: new Date(Date.now() - hour) }, 'CERT_HAS_EXPIRED'],
    [
      'is not yet valid',
      { usage: 'server', names: hosts, notBefore: new Date(Date.now() + hour) },
      'CERT_NOT_YET_VALID',
    ],
    ['is for clients', { usage: 'client', names: hosts }, 'INVALID_PURPOSE'],
    ['is for another host', { usage: 'server', names: ['example.com'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('a server whose certificate %s is refused', async (_name, options, code) => {
    const wrong = await listen(await identity(authority, options));
    const client = await identity(authority, { usage: 'client' });
    await expect(get(client, wrong)).rejects.toMatchObject({ code });
    wrong.close();
  });

  test('a server of another authority is refused', async () => {
    const client = await identity(authority, { usage: 'client' });
    await expect(get({ ...client, ca: other.certificate })).rejects.toMatchObject({
      code: 'SELF_SIGNED_CERT_IN_CHAIN',
    });
  });
});
