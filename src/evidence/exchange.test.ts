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
    expect(evidence.startedAt).toBe('2026-01-19T12:00:00.000Z');
  });

  test('fits its schema, with everything and with next to nothing', () => {
    const { id, spec, startedAt, timings, request } = full;
    const least = exchangeEvidence({ id, spec, startedAt, timings, request }, createRedactor());

    expect(schemas.violations('exchange.schema', exchangeEvidence(full, createRedactor()))).toEqual([]);
    expect(schemas.violations('exchange.schema', least)).toEqual([]);
    expect(Object.keys(least)).toEqual(['id', 'spec', 'startedAt', 'request', 'signature', 'timings']);
  });
});
