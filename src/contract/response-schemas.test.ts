import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { schemasDir } from './locations.ts';
import { loadSchemas } from './schemas.ts';

const schemas = loadSchemas(schemasDir);
const judged = schemas.ids.filter((id) => /\.response$|^error$|^webhooks\//.test(id));

/** What nothing can go on without. Nopan's document requires three members of the token response, and none of any other. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'auth/jwks.response': ['keys', 'kid', 'kty'],
  'auth/token.response': ['access_token', 'expires_in', 'token_type'],
  // The reason code decides on everything (ERR).
  error: ['reasonCode', 'statusInfo'],
  // What it is finalized, captured and refunded by (OAS), and what tells a decline (ERR).
  'payments/charge.response': ['status', 'transactionId'],
  'payments/initiate.response': ['status', 'transactionId'],
  'payments/payment': ['status'],
  'payments/operation': ['status'],
  'payments/status.response': ['status'],
  'webhooks/notification': ['notificationId', 'notificationType', 'status', 'transactionId'],
};

const own = (id: string): unknown => JSON.parse(readFileSync(join(schemasDir, `${id}.json`), 'utf8'));

/** Every schema within a schema that stands in the same file. */
function within(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(within)];
}

const files = [...judged, 'payments/payment', 'payments/operation'];

test.each(files)('%s requires only what nothing can go on without', (id) => {
  const required = within(own(id)).flatMap(({ required: names }) => (Array.isArray(names) ? (names as string[]) : []));
  expect([...new Set(required)].sort()).toEqual(needed[id] ?? []);
});

test.each(files)('%s lists no values that others might be added to', (id) => {
  const closed = within(own(id)).filter((schema) => Array.isArray(schema['enum']));
  // The type of a webhook chooses its schema.
  expect(closed).toEqual(id === 'webhooks/notification' ? [expect.objectContaining({ type: 'string' })] : []);
});

describe('values that no page lists', () => {
  const base = { transactionId: 'p9vhkuj92yav', status: 'APPROVED' };
  test.each([
    ['reports/search.response', { files: [{ reportType: 'RECONCILIATION', reportId: '17' }] }],
    ['payments/status.response', { ...base, status: 'SETTLED' }],
    ['payments/initiate.response', { ...base, providerDetails: { providerId: 'MBWAY' } }],
    ['payments/events.response', { ...base, paymentDetails: { currency: '978', captures: [{ status: 'REVERSED' }] } }],
    ['error', { status: 'REJECTED', statusInfo: { reasonCode: '4000' } }],
    ['auth/token.response', { access_token: 't', token_type: 'bearer', expires_in: 600 }],
    ['reports/search.response', {}],
  ])('%s takes %j', (id, body) => {
    expect(schemas.violations(id, body)).toEqual([]);
  });

  test.each([
    [{ expires_in: 0 }],
    [{ expires_in: 1.5 }],
    [{ expires_in: '3600' }],
    [{ expires_in: 7_200_000 }],
    [{ token_type: 'MAC' }],
  ])('a token response with %j is refused', (change) => {
    const token = { access_token: 't', token_type: 'Bearer', expires_in: 3600, ...change };
    const pointers = schemas.violations('auth/token.response', token).map(({ pointer }) => pointer);
    expect([...new Set(pointers)]).toEqual([`/${Object.keys(change)[0] ?? ''}`]);
  });
});
