import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startTestMock } from './fixtures/mock.ts';
import { expectRefusal, initiate } from './fixtures/orders.ts';
import { Shop } from './fixtures/shop.ts';
import { answer, type Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Guard } from './guards/guard.ts';
import type { Nopan } from './nopan.ts';
import type { Operation } from './operations/operation.ts';
import { pipelineOf } from './pipeline.ts';

const operation: Operation = {
  id: 'test',
  method: 'GET',
  path: '/test',
  authentication: 'none',
  writes: false,
  handle: () => ({ body: { made: 'by the handler' } }),
};

const internal = { status: 500, reasonCode: '9999', message: 'Internal Server Error' };
const behaviour = { answer: (answer: Answer) => answer };
const nopan = { protocol: { errors: { internal }, webhooks: {} }, behaviour } as unknown as Nopan;

function noting(name: string, met: string[], concerns = true): Guard {
  return {
    name,
    concerns: () => concerns,
    handle: (_call, _nopan, next) => {
      met.push(name);
      return next();
    },
  };
}

function serve(guards: readonly Guard[], served = operation): Promise<Answer> {
  return pipelineOf(
    served,
    guards,
    nopan,
  )({ operation: served, id: 'call-1', message: { target: '/test' } } as unknown as Call);
}

test('a call meets the guards that concern its operation, in their order', async () => {
  const met: string[] = [];
  const guards = [noting('first', met), noting('of no concern', met, false), noting('last', met)];
  expect(await serve(guards)).toEqual(answer(200, { made: 'by the handler' }));
  expect(met).toEqual(['first', 'last']);
});

test('a text is answered as it is, with its content type', async () => {
  const { status, content, contentType } = await serve([], {
    ...operation,
    handle: () => ({ body: 'a,b\r\n', contentType: 'text/csv' }),
  });
  expect([status, content.toString(), contentType]).toEqual([200, 'a,b\r\n', 'text/csv']);
});

test('a guard can keep a call from going further', async () => {
  const met: string[] = [];
  const wall: Guard = { name: 'wall', concerns: () => true, handle: () => Promise.resolve(answer(204)) };
  expect((await serve([wall, noting('behind', met)])).status).toBe(204);
  expect(met).toEqual([]);
});

test.each([
  ['a guard', [{ ...noting('broken', []), handle: () => Promise.reject(new Error('oops')) }], operation],
  ['a handler', [], { ...operation, handle: () => Promise.reject(new Error('oops')) }],
] as const)('what goes wrong in %s is an internal error, and tells nothing', async (_where, guards, served) => {
  const { status, content } = await serve(guards, served);
  expect([status, JSON.parse(content.toString())]).toEqual([
    500,
    { status: 'DECLINED', statusInfo: { reasonCode: '9999', message: 'Internal Server Error' }, callId: 'call-1' },
  ]);
});

test('the log tells what the envelope cannot: why, and which variant of signature was met', async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const mock = await startTestMock({}, { log });
  const shop = await Shop.enrol(mock);
  lines.length = 0;
  expect((await initiate(shop)).status).toBe(200);
  const last = (msg: string) => lines.findLast((line) => line['msg'] === msg);
  expect(last('answered')).toMatchObject({
    msg: 'answered',
    method: 'POST',
    path: '/payments/initiate',
    operation: 'payments/initiate',
    organization: shop.organizationId,
    keyid: shop.keyid,
    variant: { signatureParamsForm: 'rfc9421', ecdsaEncoding: 'ieee-p1363' },
    status: 200,
  });
  const refused = await initiate(shop, {}, { keyid: 'key-99' });
  expectRefusal(refused, 401, '4992');
  expect(last('refused')).toMatchObject({
    msg: 'refused',
    callId: refused.json['callId'],
    refusal: 'signatureVerification',
    reason: 'The key key-99 is unknown',
    advice: 'Register the public key, and quote its id in keyid.',
  });
  const lost = await shop.get('/nowhere');
  expect(last('answered')).toMatchObject({ callId: lost.json['callId'], method: 'GET', path: '/nowhere', status: 404 });
  await mock.close();
});
