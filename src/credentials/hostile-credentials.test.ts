import { afterAll, describe } from 'vitest';
import { CertifyError } from '../errors.ts';
import { fuzz } from '../fixtures/fuzz.ts';
import { mutatedText } from '../fixtures/hostile.ts';
import { createAuthority } from './authority.ts';
import { certificateRequest } from './certificate-request.ts';
import { describeCredential } from './describe.ts';
import { Folder } from './fixtures/openssl.ts';
import { publicJwk } from './jwks.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from './key-pair.ts';

const clock = { now: () => Date.parse('2030-06-01T12:00:00Z') };
const subject = { C: 'NL', O: 'Acme Shop', CN: 'org-4711' };
const keys = generateKeyPair('P-256');
const { publicKey, privateKey } = keys;
const authority = await createAuthority({ name: 'Test authority', clock });

const pem = [
  privateKeyPem(privateKey),
  publicKeyPem(publicKey),
  await authority.issue({ publicKey, subject, usage: 'server', names: ['localhost', '127.0.0.1'] }),
  await certificateRequest({ keys, subject }),
];
const der = pem.map((text) => Buffer.from(text.replaceAll(/-----.*-----|\s/g, ''), 'base64').toString('latin1'));
const json = [publicJwk(publicKey, 'key-1', 'ES256'), { keys: [privateKey.export({ format: 'jwk' })] }];
const sound = [...pem, ...der, ...json.map((value) => JSON.stringify(value))];
const tokens = [
  '-----BEGIN CERTIFICATE-----',
  '-----',
  '\n',
  'A',
  '{',
  '"kty"',
  '\x30\x80',
  '\x06',
  '\xff',
  '\x00',
  '=',
];

const folder = new Folder();
afterAll(() => {
  folder.remove();
});

describe('a spoilt credential', () => {
  fuzz('is described, or what is wrong with it told', mutatedText(sound, tokens), async (text) => {
    const file = folder.write('spoilt', Buffer.from(text, 'latin1'));
    await describeCredential(file, 'passphrase').catch((error: unknown) => {
      if (!(error instanceof CertifyError)) throw error;
    });
  });
});
