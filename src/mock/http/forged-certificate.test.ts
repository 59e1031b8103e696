import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../clock.ts';
import { createAuthority, selfSigned } from '../../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../../credentials/key-pair.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { Shop } from '../fixtures/shop.ts';
import type { RunningMock } from '../server.ts';

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
});
afterAll(() => mock.close());

const authorityName = 'nopan-certify mock authority';
const keys = generateKeyPair('P-256');
const clientKey = privateKeyPem(keys.privateKey);
const subject = () => ({ C: 'NL', O: 'Example merchant', CN: shop.organizationId });

/** With another signature than it was issued with. */
function altered(certificate: string): string {
  const der = Buffer.from(new X509Certificate(certificate).raw);
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  return new X509Certificate(der).toString();
}

/** The answer to a request that is sent when the server has dealt with the handshake, and with whatever that has left behind. */
async function answerTo(cert: string, key: string): Promise<string> {
  const { hostname: host, port } = new URL(mock.baseUrl);
  const socket = connect({ host, port: Number(port), ca: mock.trust, cert, key });
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  const closed = new Promise<void>((resolve, reject) => {
    socket.on('close', () => {
      resolve();
    });
    socket.on('error', reject);
  });
  await new Promise((resolve) => socket.once('session', resolve));
  await pause(5);
  socket.write(
    `POST /payments/initiate HTTP/1.1\r\nHost: ${host}:${port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
  await closed;
  return answer;
}

const forgeries: readonly (readonly [string, () => Promise<readonly [cert: string, key: string]>])[] = [
  [
    'signed by another authority of the same name',
    async () => {
      const forger = await createAuthority({ name: authorityName, clock: systemClock });
      return [await forger.issue({ publicKey: keys.publicKey, subject: subject(), usage: 'client' }), clientKey];
    },
  ],
  [
    'with an altered signature',
    () => Promise.resolve([altered(shop.certificate), shop.tlsKey.export({ type: 'pkcs8', format: 'pem' }).toString()]),
  ],
  [
    'signed by itself',
    async () => [await selfSigned({ keys, subject: subject(), usage: 'client' }, systemClock), clientKey],
  ],
  [
    'with an altered signature, and the certificate that it claims to be of',
    async () => {
      const forger = await createAuthority({ name: 'forger', clock: systemClock });
      const issued = await forger.issue({ publicKey: keys.publicKey, subject: subject(), usage: 'client' });
      return [altered(issued) + forger.certificate, clientKey];
    },
  ],
];

test.each(forgeries)('a certificate %s meets 403 each time', async (_what, forged) => {
  const [cert, key] = await forged();
  for (let round = 0; round < 3; round++) {
    const answer = await answerTo(cert, key);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('"reasonCode":"4971"');
  }
});
