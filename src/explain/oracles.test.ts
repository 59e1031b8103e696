import { execFileSync, spawnSync } from 'node:child_process';
import { sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSignatureSync } from 'http-message-sig';
import { describe, expect, test } from 'vitest';
import { vectors } from '../signing/fixtures/rfc9421.ts';
import { isRequest } from '../signing/message.ts';
import { explain } from './explain.ts';
import { created, digest, explainText, ids, names, pairs, publicPem, settings } from './fixtures/wrong-signer.ts';
import { readVerificationKeys } from './verification-keys.ts';

const body = '{"a":1}';
const digestField = `sha-256=:${digest('sha256', body).toString('base64')}:`;
const request = (input: string, signature: string): string =>
  `POST /payments HTTP/1.1\nHost: h.example\nContent-Type: application/json\nContent-Length: 7\nContent-Digest: ${digestField}\nSignature-Input: ${input}\nSignature: ${signature}\n\n${body}`;

test('what http-message-sig signs is explained as right', async () => {
  const { privateKey, publicKey } = pairs['P-256'];
  const fields = [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'Content-Length', value: '7' },
    { name: 'Content-Digest', value: digestField },
  ];
  const { signature, signatureInput } = createSignatureSync(
    { kind: 'request', method: 'POST', targetUri: 'https://h.example/payments', requestTarget: '/payments', fields },
    {
      label: 'nopan_sig',
      components: names,
      parameters: { keyid: 'key-1', created },
      signer: {
        algorithm: 'ecdsa-p256-sha256',
        sign: (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
      },
    },
  );
  expect(await explainText(request(signatureInput, signature), publicPem(publicKey))).toMatchObject({
    verifies: true,
    findings: [],
  });
});

const signedByPublicKeys = vectors.filter(
  ({ verifyingKey, signatureParams }) => verifyingKey.key.type === 'public' && signatureParams.includes('keyid'),
);

describe.each(signedByPublicKeys)(
  'RFC 9421 appendix $section',
  ({ label, message, verifyingKey, signatureParams, base, signature }) => {
    test('the base is that of the RFC, and it verifies', async () => {
      const fields = [
        ...message.fields,
        ['Signature-Input', `${label}=${signatureParams}`],
        ['Signature', `${label}=:${signature}:`],
      ] as const;
      const profile = {
        ...settings.request,
        label,
        components: [],
        componentsWithoutBody: [],
        contentTypeForm: 'as-sent',
      } as const;
      const origins = {
        start: 'start',
        target: 'target',
        authority: 'host',
        fields: fields.map(([name]) => name),
        body: 'body',
      };
      const keys = readVerificationKeys({ name: 'key', bytes: Buffer.from(publicPem(verifyingKey.key)) });
      const explanation = await explain({ message: { ...message, fields }, origins, notes: [] }, keys, {
        settings: { ...settings, request: profile, response: profile },
        now: created,
      });
      expect(explanation.base.map(({ text }) => text).join('\n')).toBe(base);
      expect(explanation.message.startsWith(isRequest(message) ? 'POST' : 'response')).toBe(true);
      const faults = explanation.findings.filter(({ kind }) => kind === 'fault').map(({ id }) => id);
      expect(faults).toEqual(signatureParams.includes('created') ? [] : ['created-missing']);
    });
  },
);

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test.runIf(hasOpenssl)(
  'what openssl signs, over a base written by hand, is explained: DER, and a line end too many',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'explain-'));
    const file = (name: string) => join(folder, name);
    const openssl = (...args: string[]) => execFileSync('openssl', args);
    try {
      openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', file('key.pem'));
      openssl('pkey', '-in', file('key.pem'), '-pubout', '-out', file('public.pem'));
      const params = `("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length");keyid="k";created=${created}`;
      const base = `"@authority": h.example\n"@method": POST\n"@request-target": /payments\n"content-digest": ${digestField}\n"content-type": application/json\n"content-length": 7\n"@signature-params": ${params}`;
      const explained = async (text: string) => {
        writeFileSync(file('base.txt'), text);
        const signature = openssl('dgst', '-sha256', '-sign', file('key.pem'), file('base.txt')).toString('base64');
        return explainText(
          request(`nopan_sig=${params}`, `nopan_sig=:${signature}:`),
          readFileSync(file('public.pem'), 'utf8'),
        );
      };
      const right = await explained(base);
      expect([right.verifies, ids(right)]).toEqual([true, ['signature-der']]);
      const wrong = await explained(`${base}\n`);
      expect([wrong.verifies, ids(wrong)]).toEqual([false, ['base-line-feed-end', 'signature-der']]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
