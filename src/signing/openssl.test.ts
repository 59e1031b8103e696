import { execFile, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { created, failure, forRequests, lookup, pairs, request, signed, type Curve } from './fixtures/nopan.ts';
import document from './fixtures/openssl.json' with { type: 'json' };
import { keyAlgorithm } from './keys.ts';
import { fieldValue } from './message.ts';
import { signMessage } from './sign.ts';
import { verifyMessage } from './verify.ts';

const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { encoding: 'buffer' });
const der = { ...forRequests, ecdsaEncoding: 'der' } as const;
const curves: [Curve, string][] = [
  ['P-256', '-sha256'],
  ['P-384', '-sha384'],
  ['P-521', '-sha512'],
];

describe.each(document.vectors)('a recorded signature of openssl, $curve', ({ curve, publicKey, base, signature }) => {
  const key = createPublicKey(publicKey);
  const keyid = `openssl-${curve}`;
  const list = /"@signature-params": (.*)$/.exec(base)?.[1] ?? '';
  const digest = /"content-digest": (.*)$/m.exec(base)?.[1] ?? '';
  const fields = [
    ...request.fields,
    ['Content-Digest', digest],
    ['Signature-Input', `nopan_sig=${list}`],
    ['Signature', `nopan_sig=:${signature}:`],
  ] as const;
  const lookup = () => ({ keyid, algorithm: keyAlgorithm(key), key });

  test('verifies, over the base that openssl was given', () => {
    const { base: rebuilt, variant } = verifyMessage({ ...request, fields }, forRequests, lookup, created);
    expect(rebuilt).toBe(base);
    expect(variant).toEqual({ signatureParamsForm: 'rfc9421', ecdsaEncoding: 'der' });
  });

  test('does not verify over another target', () => {
    const other = { ...request, target: '/payments/charge', fields };
    expect(failure(() => verifyMessage(other, forRequests, lookup, created)).code).toBe('ERR_SIGNATURE_INVALID');
  });
});

const installed = spawnSync('openssl', ['version']).status === 0;

describe.runIf(installed)('openssl itself, where it is installed', () => {
  let folder = '';
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signing-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test.each(curves)('openssl verifies our DER signature over our base, %s', async (curve, hash) => {
    const { base, fields } = signMessage(request, der, pairs[curve].signing, created);
    const signature = Buffer.from((fieldValue(fields, 'signature') ?? '').slice('nopan_sig=:'.length, -1), 'base64');
    await writeFile(file('public.pem'), pairs[curve].verifying.key.export({ type: 'spki', format: 'pem' }));
    await writeFile(file('signature.der'), signature);
    await writeFile(file('base.txt'), base);
    const args = ['dgst', hash, '-verify', file('public.pem'), '-signature', file('signature.der')];
    expect((await openssl(...args, file('base.txt'))).stdout.toString()).toBe('Verified OK\n');

    await writeFile(file('base.txt'), `${base}\n`);
    await expect(openssl(...args, file('base.txt'))).rejects.toMatchObject({ code: 1 });
  });

  test.each(curves)('we verify what openssl signs, %s', async (curve, hash) => {
    const { base } = signMessage(request, der, pairs[curve].signing, created);
    const pem = pairs[curve].signing.key.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(file('private.pem'), pem, { mode: 0o600 });
    await writeFile(file('base.txt'), base);
    const { stdout } = await openssl('dgst', hash, '-sign', file('private.pem'), file('base.txt'));
    const message = signed(request, der, pairs[curve].signing);
    const fields = message.fields.map(
      ([name, value]) => [name, name === 'Signature' ? `nopan_sig=:${stdout.toString('base64')}:` : value] as const,
    );
    expect(verifyMessage({ ...message, fields }, forRequests, lookup, created)).toMatchObject({
      base,
      variant: { signatureParamsForm: 'rfc9421', ecdsaEncoding: 'der' },
    });
  });
});
