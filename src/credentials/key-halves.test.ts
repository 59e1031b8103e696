import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { pemText } from './blocks.ts';
import { describeCredential } from './describe.ts';
import { Folder } from './fixtures/openssl.ts';
import { loadPrivateKey } from './load.ts';

const folder = new Folder();
afterAll(() => {
  folder.remove();
});

/** SEC1 with the public half of another key: node:crypto reads it, signs with one half and shows the other. */
function mixed(namedCurve: string): string {
  const [one, other] = [0, 1].map(() =>
    generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'sec1', format: 'der' }),
  ) as [Buffer, Buffer];
  // The public half is what the structure ends with.
  const length = Math.ceil(Number(namedCurve.slice(2)) / 8) * 2;
  return pemText('EC PRIVATE KEY', Buffer.concat([one.subarray(0, -length), other.subarray(-length)]));
}

test.each(['P-256', 'P-384', 'P-521'])(
  'a private key with the public half of another is damaged: %s',
  async (curve) => {
    const file = folder.write('mixed.pem', mixed(curve));
    const error = {
      code: 'ERR_KEY',
      message: 'The private key is damaged',
      where: file,
      expected: 'a private key and its own public half',
      actual: 'the public half of another key',
      advice: `See what openssl says of it: openssl pkey -in ${file} -noout -check`,
    };
    const thrown = [() => loadPrivateKey(file), () => describeCredential(file)].map(async (read) => read());
    for (const each of thrown) {
      await expect(each).rejects.toBeInstanceOf(CertifyError);
      await expect(each).rejects.toMatchObject(error);
    }
  },
);

test.each(['ed25519', 'x25519', 'rsa'])('any other key is read as it is: %s', (type) => {
  const made = generateKeyPairSync(type as 'rsa', { modulusLength: 2048 }).privateKey;
  const pem = made.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(loadPrivateKey(folder.write(`${type}.pem`, pem)).equals(createPrivateKey(pem))).toBe(true);
});
