import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { requestsDir, schemasDir } from './locations.ts';
import { plan } from './plan.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';

const schemas = loadSchemas(schemasDir);
const specs = loadRequestSpecs(requestsDir, schemas);
const variables = { 'account.id': 'pa-1', transactionId: 'p9vhkuj92yav', clientTransactionId: 'order-1' };

test('a planned request', () => {
  expect(plan(specs, 'payments/cancel', { variables })).toEqual({
    spec: 'payments/cancel',
    method: 'POST',
    target: '/payments/cancel',
    headers: {},
    contentType: 'application/json',
    body: { processingAccountId: 'pa-1', clientTransactionId: 'order-1', transactionId: 'p9vhkuj92yav' },
    idempotent: true,
    authenticated: true,
  });
});

test('variants are merged in their order, overrides last, and null removes', () => {
  const made = plan(specs, 'payments/initiate', {
    variant: 'blik+deferred-capture',
    overrides: { metadata: null, paymentDetails: { amount: '${amount}' }, payerDetails: { payerId: 'me' } },
    variables: { 'account.id': 'pa-1', 'unique.order': 'order-1', amount: 5 },
  });
  expect(made.spec).toBe('payments/initiate#blik+deferred-capture');
  expect(made.body).toEqual({
    processingAccountId: 'pa-1',
    clientTransactionId: 'order-1',
    returnUrl: 'https://shop.example/return',
    transactionType: 'ONE_TIME',
    paymentDetails: { amount: 5, currency: 'PLN', country: 'PL', description: 'Two tickets', autoCapture: false },
    providerDetails: { providerId: 'BLIK' },
    payerDetails: { payerId: 'me', oneTimeCode: '123456' },
  });
});

test('a variant may stand behind the id', () => {
  const options = { variables: { ...variables, 'unique.refund': 'r-1' } };
  expect(plan(specs, 'payments/refund#partial', options)).toEqual(
    plan(specs, 'payments/refund', { ...options, variant: 'partial' }),
  );
});

test('a variable in a path is percent-encoded; one that is the whole path is not', () => {
  expect(plan(specs, 'payments/status', { variables: { transactionId: '../a b' } }).target).toBe(
    '/payments/..%2Fa%20b/status',
  );
  expect(plan(specs, 'auth/jwks', { variables: { 'protocol.jwks.path': '/.well-known/jwks.json' } })).toEqual({
    spec: 'auth/jwks',
    method: 'GET',
    target: '/.well-known/jwks.json',
    headers: {},
    idempotent: false,
    authenticated: false,
  });
});

test('a function gives each plan a new value, and one plan the same value wherever it is named', () => {
  let count = 0;
  const fresh = { n: () => `n-${String(++count)}` };
  const dir = folder({
    'twice.yaml':
      'id: twice\nsummary: s\nsource: s\nrequest: { method: POST, path: "/${n}", body: { a: "${n}", b: "x${n}" } }\nresponses: { default: {} }\n',
  });
  const twice = loadRequestSpecs(dir, schemas);
  expect(plan(twice, 'twice', { variables: fresh })).toMatchObject({ target: '/n-1', body: { a: 'n-1', b: 'xn-1' } });
  expect(plan(twice, 'twice', { variables: fresh })).toMatchObject({ target: '/n-2', body: { a: 'n-2', b: 'xn-2' } });
});

test('an unknown variable', () => {
  expect(
    told(() =>
      plan(specs, 'payments/cancel', {
        variables: { 'account.id': 'pa-1', transactionid: 'p9vhkuj92yav', clientTransactionId: 'o' },
      }),
    ),
  ).toEqual({
    code: 'ERR_VARIABLE',
    message: 'There is no variable ${transactionId}',
    where: `${join('specs', 'requests', 'payments', 'cancel.yaml')}:13:20`,
    expected: 'one of account.id, transactionid, clientTransactionId',
    advice: 'Did you mean ${transactionid}?',
  });
});

test('an unknown variable of a variant, and of an override', () => {
  expect(told(() => plan(specs, 'mock/set#by-payer', { variables }))).toMatchObject({
    message: 'There is no variable ${payerId}',
    where: `${join('specs', 'requests', 'mock', 'set.yaml')}:35:18`,
    advice: 'Set it, or make the call that captures it first.',
  });
  expect(
    told(() => plan(specs, 'payments/cancel', { variables, overrides: { transactionId: '${other}' } })),
  ).toMatchObject({
    message: 'There is no variable ${other}',
    where: 'overrides of payments/cancel, /transactionId',
  });
});

test('an unknown variable that an override replaces is not asked for', () => {
  const { body } = plan(specs, 'payments/cancel', {
    variables: { 'account.id': 'pa-1' },
    overrides: { transactionId: 'a', clientTransactionId: 'b' },
  });
  expect(body).toEqual({ processingAccountId: 'pa-1', transactionId: 'a', clientTransactionId: 'b' });
});

test('an unknown variant', () => {
  expect(told(() => plan(specs, 'payments/refund', { variant: 'partail', variables }))).toEqual({
    code: 'ERR_SPEC',
    message: 'payments/refund has no variant partail',
    where: `${join('specs', 'requests', 'payments', 'refund.yaml')}:27:3`,
    expected: 'one of partial, too-much',
    advice: 'Did you mean partial?',
  });
});

test('a path that a variable makes relative', () => {
  expect(told(() => plan(specs, 'auth/jwks', { variables: { 'protocol.jwks.path': 'jwks' } }))).toMatchObject({
    code: 'ERR_VARIABLE',
    message: 'The path jwks does not begin with a slash',
  });
});
