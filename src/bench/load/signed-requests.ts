import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';

/** Who sends requests. */
export interface Sender {
  readonly keyid: string;
  /** PEM. */
  readonly signingKey: string;
  readonly token: string;
}

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  /** JSON in which `UNIQUE` stands for a reference that no other request has. */
  readonly body?: string;
}

/** Makes signed requests as bytes, with nothing but node:crypto: each has a signature and an idempotency key of its own. */
export function requestSigner(baseUrl: string, { keyid, signingKey, token }: Sender): (sent: Sent) => Buffer {
  const { host } = new URL(baseUrl);
  const key = createPrivateKey(signingKey);
  return ({ method, target, body: template }) => {
    const body = template?.replace('UNIQUE', randomUUID());
    const content = body === undefined ? [] : contentFields(body);
    const covered = ['"@authority"', '"@method"', '"@request-target"', ...content.map(([name]) => `"${name}"`)];
    const params = `(${covered.join(' ')});keyid="${keyid}";created=${Math.floor(Date.now() / 1000)}`;
    const base = [
      `"@authority": ${host}`,
      `"@method": ${method}`,
      `"@request-target": ${target}`,
      ...content.map(([name, value]) => `"${name}": ${value}`),
      `"@signature-params": ${params}`,
    ].join('\n');
    const signature = sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    const head = [
      `${method} ${target} HTTP/1.1`,
      `host: ${host}`,
      ...content.map(([name, value]) => `${name}: ${value}`),
      `signature-input: nopan_sig=${params}`,
      `signature: nopan_sig=:${signature}:`,
      `authorization: Bearer ${token}`,
      'nopan-version: 0.1',
      ...(method === 'POST' ? [`idempotency-key: ${randomUUID()}`] : []),
    ];
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
  };
}

/** In the order in which they are covered. */
function contentFields(body: string): (readonly [name: string, value: string])[] {
  return [
    ['content-digest', `sha-256=:${createHash('sha256').update(body).digest('base64')}:`],
    ['content-type', 'application/json'],
    ['content-length', String(Buffer.byteLength(body))],
  ];
}
