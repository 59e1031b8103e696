import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** PEM: whose requests are verified, and what answers are signed with. */
export interface Cryptography {
  readonly publicKey: string;
  readonly privateKey: string;
}

const keys = new Map<string, ReturnType<typeof createPublicKey>>();

/** A request's digest and signature, with string concatenation and node:crypto: no profile, no strictness, no reasons. */
export function assertSigned(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  { publicKey }: Cryptography,
): void {
  const { host, signature = '', 'signature-input': input = '', 'content-digest': digest } = headers;
  const content =
    body.length === 0
      ? ''
      : `"content-digest": ${String(digest)}\n"content-type": application/json\n"content-length": ${body.length}\n`;
  const params = String(input).slice('nopan_sig='.length);
  const base = `"@authority": ${host}\n"@method": ${method}\n"@request-target": ${url}\n${content}"@signature-params": ${params}`;
  const value = Buffer.from(String(signature).slice('nopan_sig=:'.length, -1), 'base64');
  const digested = body.length === 0 || digest === `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const key = kept(publicKey, createPublicKey);
  if (digested && verify('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }, value)) return;
  throw new Error(`the bare server does not verify ${method} ${url}`);
}

export function signatureFields(content: Buffer, { privateKey }: Cryptography): Record<string, string> {
  const digest = `sha-512=:${createHash('sha512').update(content).digest('base64')}:`;
  const params = `("@status" "content-digest" "content-type" "content-length");keyid="bare";created=${Math.floor(Date.now() / 1000)}`;
  const base = `"@status": 200\n"content-digest": ${digest}\n"content-type": application/json\n"content-length": ${content.length}\n"@signature-params": ${params}`;
  const key = kept(privateKey, createPrivateKey);
  const value = sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
  return {
    'content-digest': digest,
    'signature-input': `nopan_sig=${params}`,
    signature: `nopan_sig=:${value}:`,
  };
}

/** Reading a key takes longer than signing with it. */
function kept(pem: string, read: typeof createPublicKey | typeof createPrivateKey): ReturnType<typeof createPublicKey> {
  const key = keys.get(pem) ?? read(pem);
  keys.set(pem, key);
  return key;
}
