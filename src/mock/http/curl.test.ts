import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seconds, systemClock } from '../../clock.ts';
import { Folder, installed, openssl, opensslInstalled } from '../../credentials/fixtures/openssl.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { control } from '../fixtures/shop.ts';
import { textOf } from '../fixtures/wire.ts';
import type { RunningMock } from '../server.ts';

const run = promisify(execFile);
let mock: RunningMock;
let folder: Folder;

beforeAll(async () => {
  // DER on answers, so that openssl can verify them without help.
  mock = await startTestMock({ 'signature.ecdsaEncoding': 'der' });
  folder = new Folder();
});
afterAll(async () => {
  folder.remove();
  await mock.close();
});

/** A P-384 key pair made by openssl: the private key's file, and the public key as PEM. */
async function keyPair(name: string): Promise<{ file: string; publicKey: string }> {
  const file = folder.write(name, '');
  await openssl('ecparam', '-name', 'secp384r1', '-genkey', '-noout', '-out', file);
  return { file, publicKey: `${await openssl('pkey', '-in', file, '-pubout')}\n` };
}

test.runIf(opensslInstalled && installed('curl'))(
  'an integration of nothing but curl and openssl gets a token, with P-384 and DER',
  async () => {
    const [tls, signing] = [await keyPair('tls.pem'), await keyPair('signing.pem')];
    const id = textOf(await control(mock, 'POST', '/organizations', {}), 'organizationId');
    const path = `/organizations/${id}`;
    const issued = await control(mock, 'POST', `${path}/certificates`, { publicKey: tls.publicKey });
    const keyid = textOf(await control(mock, 'POST', `${path}/keys`, { publicKey: signing.publicKey }), 'keyid');
    const certificate = folder.write('certificate.pem', textOf(issued, 'certificate'));
    const authority = folder.write('authority.pem', mock.trust);

    const body = folder.write('body', `grant_type=client_credentials&client_id=${id}`);
    const length = `grant_type=client_credentials&client_id=${id}`.length;
    const digest = folder.write('body.sha256', '');
    await openssl('dgst', '-sha256', '-binary', '-out', digest, body);
    const contentDigest = `sha-256=:${await openssl('base64', '-A', '-in', digest)}:`;
    const covered = '("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length")';
    const params = `${covered};keyid="${keyid}";created=${seconds(systemClock)}`;
    const base = folder.write(
      'base',
      [
        `"@authority": ${new URL(mock.baseUrl).host}`,
        '"@method": POST',
        '"@request-target": /auth/token',
        `"content-digest": ${contentDigest}`,
        '"content-type": application/x-www-form-urlencoded',
        `"content-length": ${length}`,
        `"@signature-params": ${params}`,
      ].join('\n'),
    );
    const signature = folder.write('signature', '');
    await openssl('dgst', '-sha384', '-sign', signing.file, '-out', signature, base);

    const answerBody = folder.write('answer', '');
    const { stdout: head } = await run('curl', [
      '--silent',
      '--show-error',
      ...['--cacert', authority, '--cert', certificate, '--key', tls.file],
      ...['--data-binary', `@${body}`, '--dump-header', '-', '--output', answerBody],
      ...['--header', `Content-Digest: ${contentDigest}`],
      ...['--header', `Signature-Input: nopan_sig=${params}`],
      ...['--header', `Signature: nopan_sig=:${await openssl('base64', '-A', '-in', signature)}:`],
      `${mock.baseUrl}/auth/token`,
    ]);
    const field = (name: string): string => new RegExp(`^${name}: (.*?)\r?$`, 'im').exec(head)?.[1] ?? '';
    expect(head).toMatch(/^HTTP\/1\.1 200 OK/);

    const answerDigest = folder.write('answer.sha512', '');
    await openssl('dgst', '-sha512', '-binary', '-out', answerDigest, answerBody);
    expect(field('content-digest')).toBe(`sha-512=:${await openssl('base64', '-A', '-in', answerDigest)}:`);

    const answerParams = field('signature-input').replace('nopan_sig=', '');
    const answerBase = folder.write(
      'answer.base',
      [
        '"@status": 200',
        `"content-digest": ${field('content-digest')}`,
        '"content-type": application/json',
        `"content-length": ${field('content-length')}`,
        `"@signature-params": ${answerParams}`,
      ].join('\n'),
    );
    const { stdout: keySet } = await run('curl', ['--silent', '--cacert', authority, `${mock.baseUrl}/auth/jwks`]);
    const answerSignature = folder.write(
      'answer.signature',
      Buffer.from(/:(.*):/.exec(field('signature'))?.[1] ?? '', 'base64'),
    );
    const key = folder.write('nopan.der', spkiOf(keySet));
    const verdict = await openssl(
      ...['dgst', '-sha256', '-verify', key, '-keyform', 'DER', '-signature', answerSignature, answerBase],
    );
    expect(verdict).toBe('Verified OK');
  },
);

/** SPKI of a P-256 key: its fixed head (RFC 5480), then the uncompressed point. */
function spkiOf(keySet: string): Buffer {
  const [key] = (JSON.parse(keySet) as { keys: [{ x: string; y: string }] }).keys;
  const head = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');
  return Buffer.concat([head, Buffer.from(key.x, 'base64url'), Buffer.from(key.y, 'base64url')]);
}
