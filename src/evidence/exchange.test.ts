import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { CertifyError } from '../errors.ts';
import { exchangeEvidence, type ExchangeRecord } from './exchange.ts';
import { createRedactor } from './redactor.ts';

const schemas = loadSchemas(schemasDir);
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const full: ExchangeRecord = {
  id: 'e-1',
  spec: 'payments/charge#declined',
  tampering: 'unknown-key',
  startedAt: Date.UTC(2026, 0, 19, 12),
  request: {
    method: 'POST',
    url: 'https://127.0.0.1:8443/payments/charge?access_token=CANARY-in-the-url',
    fields: [['Authorization', 'Bearer CANARY-token']],
    body: json({ payerDetails: { phone: { number: '633000111' } } }),
  },
  response: {
    status: 400,
    fields: [['X-Echo', 'CANARY-payment-token']],
    body: json({ paymentToken: 'CANARY-payment-token' }),
  },
  failure: new CertifyError('ERR_SIGNATURE_INVALID', 'It quotes 633000111', {
    expected: 'not 633000111',
    actual: '633000111',
    advice: 'Do not call 633000111.',
  }),
  signed: {
    profile: 'detached-jws',
    keyid: 'k',
    algorithm: 'ecdsa-p256-sha256',
    base: 'eyJh.{"payerDetails":{"phone":{"number":"633000111"}}}',
  },
  verification: { verified: false, base: '"authorization": Bearer CANARY-token', problem: 'It quotes 633000111' },
  tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', serverCertificate: 'ab'.repeat(32) },
  timings: { durationMs: 1.5, connectMs: 3 },
};

describe('the evidence of an exchange', () => {
  test('holds no secret, wherever one stood', () => {
    const evidence = exchangeEvidence(full, createRedactor());

    expect(JSON.stringify(evidence)).not.toMatch(/CANARY|633000111/);
    expect(evidence.failure).toEqual({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'It quotes [redacted]',
      expected: 'not [redacted]',
      actual: '[redacted]',
      advice: 'Do not call [redacted].',
    });
    expect(evidence.signature.request?.base).toBe('eyJh.{"payerDetails":{"phone":[redacted]}}');
    expect(evidence.request.token?.fingerprint).toMatch(/^\[redacted sha256:[0-9a-f]{12}\]$/);
    expect(evidence.startedAt).toBe('2026-01-19T12:00:00.000Z');
  });

  test('fits its schema, with everything and with next to nothing', () => {
    const { id, spec, startedAt, timings, request } = full;
    const least = exchangeEvidence({ id, spec, startedAt, timings, request }, createRedactor());

    expect(schemas.violations('exchange.schema', exchangeEvidence(full, createRedactor()))).toEqual([]);
    expect(schemas.violations('exchange.schema', least)).toEqual([]);
    expect(Object.keys(least)).toEqual(['id', 'spec', 'startedAt', 'request', 'signature', 'timings']);
  });

  test('keeps the first 64 KiB of a body or a signature base, and says so', () => {
    const body = json({ paymentToken: 'canary-token-1', note: 'x'.repeat(4 << 20) });
    const long = {
      ...full,
      response: { status: 200, fields: [], body },
      verification: { verified: true, base: body.toString() },
    };
    const { response, signature } = exchangeEvidence(long, createRedactor());
    const sha256 = createHash('sha256').update(body).digest('hex');

    expect(response?.body).toContain(
      `[cut to 65536 characters; in all ${body.length} bytes, SHA-256 ${sha256}]\n{"paymentToken":"[redacted`,
    );
    expect(response?.body).toHaveLength((response?.body ?? '').indexOf('\n') + 1 + 65_536);
    expect(signature.response?.base).toMatch(
      /^\[cut to 65536 characters; in all \d+\]\n\{"paymentToken":\[?"?\[redacted/,
    );
    expect(JSON.stringify(response) + JSON.stringify(signature)).not.toContain('canary');
    expect(schemas.violations('exchange.schema', exchangeEvidence(long, createRedactor()))).toEqual([]);
  });

  test('searches only as much of a long body as it keeps, and learns from all of it', () => {
    const redactor = createRedactor();
    const searched: number[] = [];
    const counting = { ...redactor, text: (text: string) => (searched.push(text.length), redactor.text(text)) };
    const body = json({ note: 'x'.repeat(1 << 20), paymentToken: 'canary-token-1' });
    const { response } = exchangeEvidence({ ...full, response: { status: 200, fields: [], body } }, counting);

    expect(response?.body).toContain(`in all ${body.length} bytes`);
    expect(Math.max(...searched)).toBeLessThanOrEqual(2 * 65_536);
    expect(redactor.text('"canary-token-1" is used up')).not.toContain('canary');
  });

  test('keeps nothing of a long body that is no text', () => {
    const body = Buffer.alloc(1 << 20, 0xff);
    const { response } = exchangeEvidence({ ...full, response: { status: 200, fields: [], body } }, createRedactor());

    expect(response?.body).toMatch(/^\[not kept: 1048576 binary bytes, SHA-256 [0-9a-f]{64}\]$/);
  });

  test('keeps no half of a character where it is cut', () => {
    const body = Buffer.from('x' + '\u{1f600}'.repeat(40_000));
    const evidence = exchangeEvidence({ ...full, response: { status: 200, fields: [], body } }, createRedactor());

    expect(evidence.response?.body).toMatch(/^\[cut[^\]]*\]\nx(?:\u{1f600})+$/u);
  });

  test('hides the token that was sent where the answer quotes it', () => {
    const request = { ...full.request, fields: [['Authorization', 'Bearer canary-token-1']] as const };
    const body = json({ statusInfo: { message: 'canary-token-1 is not known' } });
    const evidence = exchangeEvidence(
      { ...full, request, response: { status: 401, fields: [], body } },
      createRedactor(),
    );

    expect(JSON.stringify(evidence)).not.toContain('canary-token-1');
  });
});
