import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlannedRequest } from '../../contract/request.ts';
import { fieldValue } from '../../signing/message.ts';
import { createClient, type Client } from '../client.ts';
import { planned, protocol, startNopan, type Answer, type Nopan, type Seen } from '../fixtures/nopan.ts';
import type { SendOptions } from '../options.ts';
import { insist, usualPatience, type Insisted, type Patience } from './insist.ts';

const capture = planned({
  spec: 'payments/capture',
  target: '/payments/capture',
  idempotent: true,
  body: { amount: 600 },
});
const status = planned({ spec: 'payments/status', method: 'GET', target: '/payments/x1/status' });
const refusal = (status: number, reasonCode: string, more: Partial<Answer> = {}): Answer => ({
  status,
  body: { status: 'DECLINED', statusInfo: { reasonCode, message: 'No' }, callId: '678c62b0177e4bc3-a12309' },
  ...more,
});
const success: Answer = { status: 200, body: { status: 'APPROVED' } };
const waiting = (value: string): Partial<Answer> => ({ fields: [['Retry-After', value]] });

let nopan: Nopan;
let client: Client;
beforeEach(async () => {
  nopan = await startNopan();
  client = createClient(nopan.options());
});
afterEach(async () => {
  await client.close();
  await nopan.close();
});

/** What each attempt at a request met, one answer after the other; the last one for ever. */
async function insisted(
  request: PlannedRequest,
  answers: readonly Answer[],
  given: SendOptions = {},
  patience: Patience = usualPatience,
): Promise<Insisted & { readonly seen: readonly Seen[]; readonly slept: readonly number[] }> {
  const slept: number[] = [];
  let attempt = 0;
  const result = await insist(request, given, {
    send: async (options) => {
      nopan.answer(request.target, answers[Math.min(attempt++, answers.length - 1)] ?? success);
      return { exchanged: await client.send(request, options) };
    },
    pause: (seconds) => Promise.resolve(slept.push(seconds)),
    errors: protocol.errors,
    clock: { now: () => Date.parse('2026-03-01T12:00:00Z') },
    randomness: { bytes: (size) => Buffer.alloc(size), uuid: () => '' },
    patience,
  });
  return { ...result, slept, seen: nopan.seen.filter(({ target }) => target === request.target) };
}

const valuesOf = (seen: readonly Seen[], name: string) => seen.map(({ fields }) => fieldValue(fields, name));
const statusesOf = ({ attempts }: Insisted) => attempts.map(({ exchanged }) => exchanged.response?.status);

test('a success is not repeated', async () => {
  const result = await insisted(capture, [success]);
  expect([statusesOf(result), result.pauses]).toEqual([[200], []]);
});

test('what is transient is repeated with the same key and content, signed anew', async () => {
  const result = await insisted(capture, [refusal(502, '8004'), refusal(429, '3000'), success]);
  expect(statusesOf(result)).toEqual([502, 429, 200]);
  const { seen } = result;
  expect(seen.map(({ body }) => body.toString())).toEqual(Array(3).fill('{"amount":600}'));
  const keys = valuesOf(seen, 'idempotency-key');
  expect(keys).toEqual(Array(3).fill(keys[0]));
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(valuesOf(seen, 'signature')).size).toBe(3);
});

test('a key that was given is kept, and what else differs from the usual', async () => {
  const { seen } = await insisted(capture, [refusal(423, '5003'), success], { idempotencyKey: 'k', version: '0.2' });
  expect([valuesOf(seen, 'idempotency-key'), valuesOf(seen, 'nopan-version')]).toEqual([
    ['k', 'k'],
    ['0.2', '0.2'],
  ]);
});

test('a connection that was cut is made again', async () => {
  const result = await insisted(capture, [{ status: 0, silence: 'reset' }, success]);
  expect(statusesOf(result)).toEqual([undefined, 200]);
  expect(result.slept).toEqual([1]);
  expect(result.attempts[0]?.exchanged.failure?.message).toBe(
    `${nopan.baseUrl} closed the connection without an answer`,
  );
});

test('what changes something is never repeated without a key', async () => {
  const result = await insisted(capture, [refusal(502, '8004')], { idempotencyKey: null });
  expect(statusesOf(result)).toEqual([502]);
});

test('what only asks is repeated without one', async () => {
  const result = await insisted(status, [refusal(502, '8004'), success]);
  expect(statusesOf(result)).toEqual([502, 200]);
  expect(valuesOf(result.seen, 'idempotency-key')).toEqual([undefined, undefined]);
});

test('pauses double, and after the fifth attempt there is no other', async () => {
  const result = await insisted(capture, [refusal(504, '8001')]);
  expect(statusesOf(result)).toEqual([504, 504, 504, 504, 504]);
  expect(result.slept).toEqual([1, 2, 4, 8]);
  expect(result.pauses).toEqual(result.slept);
});

test('Retry-After goes before the pauses of our own', async () => {
  const date = 'Sun, 01 Mar 2026 12:00:20 GMT';
  const result = await insisted(capture, [
    refusal(429, '3000', waiting('7')),
    refusal(429, '3000', waiting(date)),
    refusal(429, '3000', waiting('0')),
    refusal(429, '3000'),
    success,
  ]);
  expect(result.pauses).toEqual([7, 20, 0, 8]);
  expect(result.slept).toEqual([7, 20, 8]);
});

test('who is asked to wait too long gives up', async () => {
  const result = await insisted(capture, [refusal(429, '3000', waiting('61')), success]);
  expect([statusesOf(result), result.slept]).toEqual([[429], []]);
});

test('patience can be another', async () => {
  const patience = { attempts: 2, firstPauseSeconds: 3, longestPauseSeconds: 3 };
  const result = await insisted(capture, [refusal(502, '8004')], {}, patience);
  expect([statusesOf(result), result.slept]).toEqual([[502, 502], [3]]);
});

test('an expired token is replaced at once', async () => {
  const result = await insisted(capture, [refusal(401, '4061'), success]);
  expect([statusesOf(result), result.pauses, result.slept]).toEqual([[401, 200], [0], []]);
  expect(valuesOf(result.seen, 'authorization')).toEqual(['Bearer canary-token-1', 'Bearer canary-token-2']);
  const keys = valuesOf(result.seen, 'idempotency-key');
  expect(keys[1]).toBe(keys[0]);
});

test('a token that was given is replaced, too, and does not come back', async () => {
  const result = await insisted(status, [refusal(401, '4061'), refusal(502, '8004'), success], { token: 'of-before' });
  expect(valuesOf(result.seen, 'authorization')).toEqual([
    'Bearer of-before',
    'Bearer canary-token-1',
    'Bearer canary-token-1',
  ]);
});

test('a new token that is refused as well is not replaced', async () => {
  const result = await insisted(capture, [refusal(401, '4061')]);
  expect(statusesOf(result)).toEqual([401, 401]);
});

test.each([
  [400, '4000'],
  [403, '4971'],
  [404, '5000'],
  [409, '5001'],
  [422, '5002'],
  [500, '9999'],
  [501, '8003'],
])('%i %s is not repeated', async (refused, reasonCode) => {
  const result = await insisted(capture, [refusal(refused, reasonCode)]);
  expect([statusesOf(result), result.seen]).toMatchObject([[refused], { length: 1 }]);
});
