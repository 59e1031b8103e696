import { describe, expect, test } from 'vitest';
import { judge, captured } from './judge.ts';
import { requestsDir, schemasDir } from './locations.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';
import { folder } from './fixtures/folder.ts';

const schemas = loadSchemas(schemasDir);
const specs = loadRequestSpecs(requestsDir, schemas);
const finalize = specs.get('payments/finalize');

const approved = {
  transactionId: 'p9vhkuj92yav',
  processingAccountId: 'pa-1',
  clientTransactionId: 'order-1',
  payerDetails: { payerId: 'payer-1' },
  status: 'APPROVED',
  statusInfo: { reasonCode: '-1', message: 'OK' },
};
const refused = {
  status: 'DECLINED',
  statusInfo: { reasonCode: '5000', message: 'Payment not found' },
  callId: '678c62b0177e4bc3-a12309',
};

test('each status is judged by its own schema, every other one by the default', () => {
  expect(judge(finalize, { status: 200, body: approved }, schemas)).toEqual([]);
  expect(judge(finalize, { status: 404, body: refused }, schemas)).toEqual([]);
  expect(judge(finalize, { status: 404, body: { status: 'DECLINED' } }, schemas)).toMatchObject([
    { pointer: '/statusInfo', message: 'is required' },
  ]);
  expect(judge(finalize, { status: 200, body: { statusInfo: {} } }, schemas).map(({ pointer }) => pointer)).toEqual([
    '/status',
  ]);
});

test('an answer without JSON where JSON is promised', () => {
  expect(judge(finalize, { status: 502, body: undefined }, schemas)).toEqual([
    { pointer: '', keyword: 'type', message: 'must be JSON', expected: 'JSON (error)', actual: 'no JSON' },
  ]);
});

test('an answer of which nothing is documented but that it comes', () => {
  expect(judge(specs.get('mock/set'), { status: 200, body: undefined }, schemas)).toEqual([]);
});

describe('an answer that is promised in a media type', () => {
  const download = () =>
    loadRequestSpecs(
      folder({
        'd.yaml':
          'id: d\nsummary: s\nsource: s\nrequest: { method: GET, path: / }\n' +
          'responses: { 200: { contentType: text/csv }, default: { schema: error } }\n',
      }),
      schemas,
    ).get('d');

  test.each(['text/csv', 'Text/CSV ; charset=utf-8'])('may come as %s', (contentType) => {
    expect(judge(download(), { status: 200, body: undefined, contentType }, schemas)).toEqual([]);
  });

  test.each([
    ['application/json', 'application/json'],
    [undefined, 'no content type'],
  ])('may not come as %s', (contentType, actual) => {
    expect(judge(download(), { status: 200, body: {}, contentType }, schemas)).toEqual([
      { pointer: '', keyword: 'contentType', message: 'must be text/csv', expected: 'text/csv', actual },
    ]);
  });

  test('comes as JSON where another status has a schema', () => {
    expect(judge(download(), { status: 404, body: refused, contentType: 'application/json' }, schemas)).toEqual([]);
  });
});

test('a status that the spec does not name', () => {
  const dir = folder({
    'a.yaml': 'id: a\nsummary: s\nsource: s\nrequest: { method: GET, path: / }\nresponses: { 200: {}, 204: {} }\n',
  });
  const spec = loadRequestSpecs(dir, schemas).get('a');
  expect(judge(spec, { status: 302, body: undefined }, schemas)).toEqual([
    {
      pointer: '',
      keyword: 'status',
      message: 'must be status 200 or 204',
      expected: 'status 200 or 204',
      actual: 'status 302',
      known: ['200', '204'],
    },
  ]);
});

test('what an answer lacks is not captured', () => {
  expect(captured(finalize, { status: 200, body: approved })).toEqual({ payerId: 'payer-1' });
  expect(captured(finalize, { status: 404, body: refused })).toEqual({});
});

test('what an answer does not repeat is kept of its request', () => {
  const initiate = specs.get('payments/initiate');
  const answer = { status: 200, body: { transactionId: 't1', status: 'PENDING' } };
  expect(captured(initiate, answer, { clientTransactionId: 'order-1' })).toEqual({
    transactionId: 't1',
    clientTransactionId: 'order-1',
  });
});
