import {
  createHash,
  createPrivateKey,
  createPublicKey,
  randomUUID,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { Agent, request } from 'undici';
import type { FixedCredentials } from '../target/connection.ts';

export interface BareTarget {
  readonly baseUrl: string;
  readonly trust: string;
  readonly credentials: FixedCredentials;
  readonly token: string;
}

/**
 * The same exchange with nothing but undici and node:crypto: signed with string concatenation, sent over kept-alive mTLS, its
 * answer's digest and signature checked, its JSON parsed. No profile, no strictness, no schema, no evidence.
 */
export async function bareCaller({ baseUrl, trust, credentials, token }: BareTarget): Promise<{
  call: (target: string, body: () => string) => Promise<void>;
  close: () => Promise<void>;
}> {
  const { host } = new URL(baseUrl);
  const key = createPrivateKey(credentials.signingKey);
  const dispatcher = new Agent({
    connections: 1,
    connect: { ca: trust, cert: credentials.certificate, key: credentials.privateKey },
  });
  const jwks = await request(`${baseUrl}/auth/jwks`, { dispatcher });
  const { keys } = (await jwks.body.json()) as { keys: [JsonWebKey] };
  const publicKey = createPublicKey({ key: keys[0], format: 'jwk' });
  return {
    async call(target, makeBody) {
      const body = Buffer.from(makeBody());
      const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
      const params = `("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length");keyid="${credentials.keyid}";created=${Math.floor(Date.now() / 1000)}`;
      const base = `"@authority": ${host}\n"@method": POST\n"@request-target": ${target}\n"content-digest": ${digest}\n"content-type": application/json\n"content-length": ${body.length}\n"@signature-params": ${params}`;
      const signature = sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
      const answer = await request(baseUrl + target, {
        method: 'POST',
        dispatcher,
        body,
        headers: {
          host,
          'content-type': 'application/json',
          'content-length': String(body.length),
          'content-digest': digest,
          'signature-input': `nopan_sig=${params}`,
          signature: `nopan_sig=:${signature}:`,
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
          'nopan-version': '0.1',
        },
      });
      const content = Buffer.from(await answer.body.arrayBuffer());
      check(answer.statusCode, answer.headers as Record<string, string>, content, publicKey);
    },
    close: () => dispatcher.close(),
  };
}

function check(status: number, headers: Record<string, string>, content: Buffer, publicKey: KeyObject): void {
  const params = (headers['signature-input'] ?? '').slice('nopan_sig='.length);
  const base = `"@status": ${status}\n"content-digest": ${headers['content-digest']}\n"content-type": application/json\n"content-length": ${content.length}\n"@signature-params": ${params}`;
  const signature = Buffer.from((headers.signature ?? '').slice('nopan_sig=:'.length, -1), 'base64');
  const digest = `sha-512=:${createHash('sha512').update(content).digest('base64')}:`;
  const sound =
    status === 200 &&
    headers['content-digest'] === digest &&
    verify('sha256', Buffer.from(base), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  if (!sound) throw new Error(`the bare call was answered with ${status}: ${content.toString()}`);
  JSON.parse(content.toString());
}
