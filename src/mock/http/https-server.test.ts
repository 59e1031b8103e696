import { expect, test } from 'vitest';
import { createAuthority } from '../../credentials/authority.ts';
import { generateKeyPair, privateKeyPem } from '../../credentials/key-pair.ts';
import { systemClock } from '../../clock.ts';
import { httpsServer } from './https-server.ts';

test('a request that is sent by halves ends after half a minute', async () => {
  const authority = await createAuthority({ name: 'authority', clock: systemClock });
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'Example', CN: 'localhost' };
  const certificate = await authority.issue({ publicKey, subject, usage: 'server', names: ['localhost'] });
  const server = httpsServer({ key: privateKeyPem(privateKey), certificate }, {});
  expect(server.server.requestTimeout).toBe(30_000);
});
