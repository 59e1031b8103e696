import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createAuthority, type Authority } from '../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../credentials/key-pair.ts';
import { startTestMock } from '../mock/fixtures/mock.ts';
import { initiate } from '../mock/fixtures/orders.ts';
import { Shop } from '../mock/fixtures/shop.ts';
import { loadOwnIdentity } from './own-identity.ts';

let folder: string;
let authority: Authority;
const keys = generateKeyPair('P-256');
const subject = { C: 'NL', O: 'Example', CN: 'mock' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-own-identity-'));
  authority = await createAuthority({ name: 'of the user', clock: systemClock });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function written(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const issued = (names: readonly string[]) =>
  authority.issue({ publicKey: keys.publicKey, names, subject, usage: names.length === 0 ? 'client' : 'server' });

const privateKey = () => written('server.key', privateKeyPem(keys.privateKey));

test("a certificate of one's own is served, whatever the order of its chain, and its chain is trusted", async () => {
  const certificate = written('chain.pem', authority.certificate + (await issued(['LOCALHOST', 'mock.test', '::1'])));
  const { identity, names } = loadOwnIdentity({ certificate, privateKey: privateKey() });
  expect(names).toEqual(['localhost', 'mock.test', '0:0:0:0:0:0:0:1']);
  const mock = await startTestMock({}, { ownIdentity: identity, names });
  expect(new URL(mock.baseUrl).hostname).toBe('localhost');
  expect(mock.names).toEqual(names);
  expect((await initiate(await Shop.enrol(mock))).status).toBe(200);
  await mock.close();
});

describe('what cannot be served', () => {
  test.each([
    [
      'a certificate for another key',
      ['mock.test'],
      'P-384',
      'The certificate and the private key do not belong together',
    ],
    ['a certificate without names', [], undefined, 'The certificate names no host'],
  ] as const)('%s', async (_what, names, other, message) => {
    const certificate = written('server.pem', await issued(names));
    const key =
      other === undefined ? privateKey() : written('other.key', privateKeyPem(generateKeyPair(other).privateKey));
    expect(() => loadOwnIdentity({ certificate, privateKey: key })).toThrow(
      expect.objectContaining({ code: 'ERR_CERTIFICATE', message, where: certificate }) as Error,
    );
  });
});
