import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../contract/locations.ts';
import { startTestMock } from './fixtures/mock.ts';
import {
  approve,
  approved,
  cancel,
  deferred,
  details,
  finalize,
  initiate,
  move,
  order,
  tokenized,
} from './fixtures/orders.ts';
import { startTestReceiver, type TestReceiver } from './fixtures/receiver.ts';
import { Shop } from './fixtures/shop.ts';
import { textOf, type WireAnswer } from './fixtures/wire.ts';
import type { RunningMock } from './server.ts';

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema: object } };
}
interface Operation {
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Nopan's own OpenAPI document. It is no part of this project; where somebody has laid it beside the checkout, it is the judge. */
const file = join(packageRoot(), '..', 'shared', 'nopan', 'openapi.yaml');
const present = existsSync(file);

let mock: RunningMock;
let shop: Shop;
let receiver: TestReceiver;
let document: Document;

beforeAll(async () => {
  if (!present) return;
  document = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }) as Document;
  mock = await startTestMock();
  shop = await Shop.enrol(mock);
  receiver = await startTestReceiver(mock);
  await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url }] });
});
afterAll(async () => {
  if (!present) return;
  await receiver.close();
  await mock.close();
});

const ajv = new Ajv({ strict: false, allErrors: true, formats: { int64: true, int32: true } });
ajvFormats.default(ajv);

function departures(operation: string, status: string | undefined, value: unknown): string[] {
  const [method = '', path = ''] = operation.split(' ');
  const found = document.paths[path]?.[method.toLowerCase()];
  const described = status === undefined ? found?.requestBody : found?.responses[status];
  const schema = described?.content?.['application/json']?.schema;
  if (schema === undefined) throw new Error(`${operation} describes no ${status ?? 'request'}`);
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
}

function expectFit(operation: string, { status, json }: WireAnswer): void {
  expect({ operation, status, departures: departures(operation, String(status), json) }).toEqual({
    operation,
    status,
    departures: [],
  });
}

test.runIf(present)("the mock's answers and webhooks fit Nopan's own description", async () => {
  const form = { grant_type: 'client_credentials', client_id: shop.organizationId };
  expectFit('POST /auth/token', await shop.requestToken(form));

  const started = await initiate(shop, tokenized);
  expectFit('POST /payments/initiate', started);
  expect(departures('POST /payments/initiate', '200', { ...started.json, status: 'DONE' })).not.toEqual([]);
  const id = textOf(started, 'transactionId');
  await approve(shop, id);
  const finalized = await finalize(shop, id);
  expectFit('POST /payments/finalize', finalized);
  expectFit('POST /payments/capture', await move(shop, 'capture', id, 2000));
  expectFit('POST /payments/refund', await move(shop, 'refund', id, 500));
  expectFit('GET /payments/{transactionId}/status', await shop.get(`/payments/${id}/status`));
  expectFit('GET /payments/{transactionId}/events', await shop.get(`/payments/${id}/events`));

  const { paymentToken } = finalized.json['payerDetails'] as { paymentToken: string };
  const charged = await shop.post('/payments/charge', {
    processingAccountId: shop.account,
    clientTransactionId: 'charge-1',
    paymentDetails: details(),
    providerDetails: { providerId: 'SATISPAY' },
    payerDetails: { payerId: 'payer-1', paymentToken },
  });
  expectFit('POST /payments/charge', charged);
  expectFit('POST /payments/cancel', await cancel(shop, textOf(await initiate(shop, deferred), 'transactionId')));

  const arrivals = await receiver.arrived(9);
  const paths: Readonly<Record<string, string>> = {
    PAYMENT_INITIATE: 'paymentInitiate',
    PAYMENT_FINALIZE: 'paymentFinalize',
    PAYMENT_CAPTURE: 'paymentCapture',
    PAYMENT_REFUND: 'paymentRefund',
  };
  const types = new Set(arrivals.map(({ json }) => String(json['notificationType'])));
  expect([...types].toSorted()).toEqual(Object.keys(paths).toSorted());
  for (const { json } of arrivals) {
    const path = `/notifications/${paths[String(json['notificationType'])] ?? ''}`;
    expect(departures(`POST ${path}`, undefined, json)).toEqual([]);
  }
});

test.runIf(present)('so do searches for reports, with and without a find', async () => {
  const other = await Shop.enrol(mock);
  await approved(other);
  await other.advance(2 * 24 * 3600);
  const token = await other.token('data:reports');
  const query = (to: number) =>
    new URLSearchParams({ from: '2020-01-01T00:00:00Z', to: new Date(to).toISOString() }).toString();
  const found = await other.get(`/reports?${query(Date.now() + other.aheadSeconds * 1000)}`, { token });
  expect(found.json['totalCount']).toBeGreaterThan(4);
  expectFit('GET /reports', found);
  expectFit('GET /reports', await other.get(`/reports?${query(0)}`, { token }));
});

test.runIf(present)('so do its refusals and declines', async () => {
  const content = order(shop, { payerDetails: { payerId: 'poor' } });
  expectFit('POST /payments/initiate', await shop.post('/payments/initiate', { ...content, returnUrl: '' }));
  expectFit('POST /payments/initiate', await shop.post('/payments/initiate', content, { token: null }));
  expectFit('POST /payments/finalize', await finalize(shop, 'none'));
  await shop.post('/mock/set', {
    processingAccountId: shop.account,
    key: { type: 'PAYER_ID', value: 'poor' },
    type: 'MOCK',
    scenario: 'INSUFFICIENT_FUNDS',
  });
  const started = await shop.post('/payments/initiate', content);
  const declined = await finalize(shop, textOf(started, 'transactionId'));
  expect(declined.json['status']).toBe('DECLINED');
  expectFit('POST /payments/finalize', declined);
});
