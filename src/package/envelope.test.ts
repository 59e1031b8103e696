import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Folder, openssl, opensslInstalled } from '../credentials/fixtures/openssl.ts';
import { publicKeyPem } from '../credentials/key-pair.ts';
import type { DSSEEnvelope } from '../contract/types/dsse-envelope.ts';
import { isSignedBy, preAuthenticationEncoding, sealed, statementType } from './envelope.ts';
import { signerOf } from './signer.ts';

const base64url = (decimal: string): string =>
  Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url');

describe('the test vector of the DSSE specification', () => {
  const type = 'http://example.com/HelloWorld';
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: base64url('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
      y: base64url('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
    },
  });
  const verifier = { key, keyid: 'any', algorithm: 'ecdsa-p256-sha256' } as const;
  const envelope = {
    payload: 'aGVsbG8gd29ybGQ=',
    payloadType: type,
    signatures: [
      { keyid: '', sig: 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==' },
    ],
  } as unknown as DSSEEnvelope;

  it('is encoded', () => {
    expect(preAuthenticationEncoding(type, Buffer.from('hello world')).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('is verified', () => {
    expect(isSignedBy(envelope, verifier)).toBe(true);
    expect(isSignedBy({ ...envelope, payload: Buffer.from('hello worlD').toString('base64') }, verifier)).toBe(false);
    expect(isSignedBy({ ...envelope, payloadType: statementType }, verifier)).toBe(false);
  });
});

it('lengths are of bytes, also that of an empty content', () => {
  expect(preAuthenticationEncoding('application/vnd.exämple+json', Buffer.alloc(0)).toString()).toBe(
    'DSSEv1 29 application/vnd.exämple+json 0 ',
  );
});

it.runIf(opensslInstalled)('openssl verifies what we sign', async () => {
  const folder = new Folder();
  try {
    const { key } = await signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    const statement = Buffer.from('{"_type":"ä"}');
    const [signature] = sealed(statement, key).signatures;
    const file = (name: string, content: string | Buffer): string => {
      const path = join(folder.path, name);
      writeFileSync(path, content);
      return path;
    };
    const said = await openssl(
      ...['dgst', '-sha256', '-verify', file('key.pem', publicKeyPem(key.key))],
      ...['-signature', file('signature', Buffer.from(signature?.sig ?? '', 'base64'))],
      file('content', preAuthenticationEncoding(statementType, statement)),
    );
    expect(said).toContain('Verified OK');
  } finally {
    folder.remove();
  }
});
