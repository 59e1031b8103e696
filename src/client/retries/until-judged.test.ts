import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlannedRequest } from '../../contract/request.ts';
import type { Exchange } from '../../contract/types/exchange.ts';
import type { Tampering } from '../../contract/types/tampering.ts';
import type { Fields } from '../../signing/message.ts';
import { fieldValue } from '../../signing/message.ts';
import { createClient, type Client } from '../client.ts';
import { planned, startNopan, type Answer, type Nopan, type Seen } from '../fixtures/nopan.ts';
import type { SendOptions } from '../options.ts';
import { RetryBudget, type RetryLimits } from './retry-budget.ts';

const payment = planned({ idempotent: true, body: { amount: 2500 } });
const question = planned({ spec: 'payments/status', method: 'GET', target: '/payments/x1/status' });
const success: Answer = { status: 200, body: { status: 'APPROVED' } };
const limited = (fields: Fields = []): Answer => ({
  status: 429,
  body: { status: 'DECLINED', statusInfo: { reasonCode: '3000', message: 'Rate limit exceeded' }, callId: 'c-1' },
  fields,
});

/** What an edge says: a page, or nothing at all. */
function page(
  status: number,
  { html = '<html>busy</html>', fields = [] }: { html?: string; fields?: Fields } = {},
): Answer {
  const body = Buffer.from(html);
  const content: Fields =
    html === ''
      ? []
      : [
          ['Content-Type', 'text/html'],
          ['Content-Length', String(body.length)],
        ];
  return { status, signed: false, fields: [...content, ...fields], altered: () => body };
}

let nopan: Nopan;
let client: Client;
let exchanges: Exchange[];
let slept: number[];
/** What each attempt at an address meets, one after the other; the last for ever. */
let script: Record<string, Answer[]>;

function next(): void {
  for (const [path, answers] of Object.entries(script)) {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer) nopan.answer(path, answer);
  }
}

function open(limits?: RetryLimits): void {
  client = createClient(
    nopan.options({
      onExchange: (exchange) => exchanges.push(exchange),
      randomness: { bytes: (size) => Buffer.alloc(size), uuid: () => `uuid-${++uuids}` },
      retries: {
        budget: new RetryBudget(limits),
        pause: (seconds) => {
          slept.push(seconds);
          next();
          return Promise.resolve();
        },
      },
    }),
  );
}
let uuids = 0;

beforeEach(async () => {
  nopan = await startNopan();
  [exchanges, slept, script] = [[], [], {}];
  open();
});
afterEach(async () => {
  await client.close();
  await nopan.close();
});

async function sent(request: PlannedRequest, answers: readonly Answer[], options: SendOptions = {}) {
  script[request.target] = [...answers];
  next();
  const exchanged = await client.send(request, options);
  const seen = nopan.seen.filter(({ target }) => target === request.target);
  return {
    ...exchanged,
    seen,
    statuses: exchanges.filter(({ spec }) => spec === request.spec).map(({ response }) => response?.status),
  };
}
const valuesOf = (seen: readonly Seen[], name: string) => seen.map(({ fields }) => fieldValue(fields, name));

describe('a busy target', () => {
  test('is asked again after the time it says, with the same key and a signature of its own; every attempt is kept', async () => {
    const { response, failure, seen, attempts, paused } = await sent(payment, [
      limited([['Retry-After', '7']]),
      success,
    ]);

    expect([response?.status, failure, attempts, paused]).toEqual([200, undefined, 2, 7]);
    expect(slept).toEqual([7]);
    expect(new Set(valuesOf(seen, 'idempotency-key')).size).toBe(1);
    expect(new Set(valuesOf(seen, 'signature')).size).toBe(2);
    const [first, second] = exchanges.filter(({ spec }) => spec === 'payments/initiate');
    expect(first).toMatchObject({ response: { status: 429 }, retriedAfter: 7, failure: { code: 'ERR_TARGET' } });
    expect([second?.response?.status, second?.retriedAfter, second?.failure]).toEqual([200, undefined, undefined]);
  });

  test('is waited for by its own clock where it names a date, and no longer than half a minute', async () => {
    const date = 'Wed, 21 Oct 2015 07:28:00 GMT';
    const later = 'Wed, 21 Oct 2015 07:28:09 GMT';
    await sent(payment, [
      limited([
        ['Date', date],
        ['Retry-After', later],
      ]),
      limited([['Retry-After', '3600']]),
      success,
    ]);
    expect(slept).toEqual([9, 30]);
  });

  test('is given ever longer pauses where it does not say, or says now', async () => {
    await sent(payment, [
      limited(),
      limited([['Retry-After', '0']]),
      limited([['Retry-After', 'soon']]),
      limited(),
      success,
    ]);
    expect(slept).toEqual([0.5, 1, 2, 4]);
  });

  test('is a failure of the environment when it stays so', async () => {
    const { failure, response, statuses } = await sent(payment, [limited([['Retry-After', '1']])]);

    expect(response?.status).toBe(429);
    expect(statuses).toEqual([429, 429, 429, 429, 429]);
    expect(failure).toMatchObject({
      code: 'ERR_TARGET',
      blame: 'environment',
      message: `429 Too Many Requests from ${nopan.baseUrl}/payments/initiate`,
      actual: '5 attempts, Retry-After: 1',
    });
  });

  test('is not waited for for ever: neither in a call, nor in a run, nor when nothing gets through', async () => {
    await client.close();
    open({ longestPause: 30, aCall: 40, allCalls: 100, callsInVain: 2 });
    const halfMinute = [limited([['Retry-After', '30']])];
    for (let call = 0; call < 4; call++) await sent(question, halfMinute);
    expect(slept).toEqual([30, 30]);
    await sent(question, [success]);
    for (let call = 0; call < 4; call++) await sent(question, halfMinute);
    expect(slept).toEqual([30, 30, 30]);
  });

  test('is judged as it is where the scenario is about that, or the call is to be made once', async () => {
    const expected = await sent(payment, [limited()], { expects: [429] });
    expect([expected.failure, expected.statuses]).toEqual([undefined, [429]]);
    const once = await sent(question, [limited()], { retry: false });
    expect([once.failure, once.statuses]).toEqual([undefined, [429]]);
  });
});

describe('an edge before the target', () => {
  test.each([
    [503, 'Service Unavailable'],
    [502, 'Bad Gateway'],
    [504, 'Gateway Timeout'],
    [520, ''],
  ])('that says %i is asked again, and named when it stays so', async (status, text) => {
    const { response } = await sent(payment, [page(status), page(status, { html: '' }), success]);
    expect(response?.status).toBe(200);
    const { failure } = await sent(question, [page(status)]);
    expect(failure).toMatchObject({
      code: 'ERR_TARGET',
      blame: 'environment',
      message: `${[status, text].filter(Boolean).join(' ')} from ${nopan.baseUrl}${question.target}, not signed`,
      actual: 'text/html, 17 bytes',
    });
  });

  test('is asked again when it answers a call that was spoilt, which is spoilt again', async () => {
    const tampering: Tampering = {
      id: 'flipped',
      title: 'x',
      operator: 'flip-signature',
      rejected: 'signatureVerification',
      requirement: 'SIG-05',
    };
    const { seen, statuses } = await sent(payment, [page(503), success], { tampering });
    expect(statuses).toEqual([503, 200]);
    expect(exchanges.filter(({ tampering: id }) => id === 'flipped')).toHaveLength(2);
    expect(new Set(valuesOf(seen, 'idempotency-key')).size).toBe(1);
  });

  test('is not asked again whether something was done that has no key; that nothing was done may be repeated', async () => {
    const unknown = await sent(payment, [page(502), success], { idempotencyKey: null });
    expect([unknown.statuses, unknown.failure?.code]).toEqual([[502], 'ERR_TARGET']);
    exchanges = [];
    const refused = await sent(payment, [page(503), success], { idempotencyKey: null });
    expect([refused.statuses, refused.failure]).toEqual([[503, 200], undefined]);
    expect(valuesOf(refused.seen, 'idempotency-key')).toEqual([undefined, undefined, undefined]);
  });

  test('is what a page is blamed on, and a redirection; an unsigned answer in the error envelope is not', async () => {
    const failureOf = async (answer: Answer) => (await sent(question, [answer])).failure;
    expect((await failureOf(page(403)))?.message).toMatch(/^403 Forbidden from .*, not signed$/);
    expect((await failureOf(page(302, { html: '' })))?.message).toMatch(/^302 Found from .*, not signed$/);
    expect((await failureOf(page(200)))?.message).toMatch(/^200 OK from .*, not signed$/);
    const refusal = { status: 'DECLINED', statusInfo: { reasonCode: '9999', message: 'No' } };
    expect((await failureOf({ status: 500, body: refusal, signed: false }))?.code).toBe('ERR_SIGNATURE_MISSING');
    expect((await failureOf({ status: 200, body: {}, signed: false }))?.code).toBe('ERR_SIGNATURE_MISSING');
  });

  test('of which another signed the response is still one', async () => {
    const fields: Fields = [
      ['Signature-Input', 'edge=("@status");keyid="nopan_sig=";created=1'],
      ['Signature', 'edge=:AAAA:'],
    ];
    expect((await sent(question, [page(503, { fields })])).failure?.message).toMatch(/^503 .* not signed$/);
  });
});

test('a connection that was cut is made again; with what may have been done only by its key', async () => {
  const cut: Answer = { status: 200, silence: 'reset' };
  expect((await sent(payment, [cut, cut, success])).response?.status).toBe(200);
  const unknown = await sent(payment, [cut, success], { idempotencyKey: null });
  expect(unknown.failure).toMatchObject({ code: 'ERR_TARGET', blame: 'environment' });
  expect((await sent(question, [cut])).failure?.message).toBe(
    `${nopan.baseUrl} closed the connection without an answer`,
  );
});

test('tokens and keys are asked for again, too, and what remains is told once', async () => {
  script = {
    '/auth/token': [page(503), { status: 200, body: { access_token: 't', token_type: 'Bearer', expires_in: 60 } }],
  };
  next();
  expect(await client.accessToken()).toBe('t');
  // Another client, since this one keeps its token for half of its life.
  await client.close();
  open();
  script = { '/auth/token': [page(503)] };
  next();
  const { failure, evidence } = await client.send(question);
  expect(failure?.message).toBe(`503 Service Unavailable from ${nopan.baseUrl}/auth/token, not signed`);
  expect(evidence.response).toBeUndefined();
  expect(exchanges.filter(({ spec }) => spec === 'auth/token')).toHaveLength(2 + 5);
});

test('without a budget nothing is repeated', async () => {
  await client.close();
  client = createClient(nopan.options({ onExchange: (exchange) => exchanges.push(exchange) }));
  const { failure, statuses } = await sent(payment, [limited(), success]);
  expect([failure, statuses]).toEqual([undefined, [429]]);
});

describe('a response that something on the way has changed', () => {
  test.each(['gzip', 'br', 'GZIP', 'x-gzip', 'zstd', 'gzip, br'])(
    'by %s, which nobody asked for, is named so',
    async (coding) => {
      const { failure, seen } = await sent(question, [{ ...success, fields: [['Content-Encoding', coding]] }]);
      expect(failure).toMatchObject({
        code: 'ERR_TARGET',
        message: `The response from ${nopan.baseUrl}${question.target} is encoded with ${coding}, which was not asked for`,
      });
      expect(valuesOf(seen, 'accept-encoding')).toEqual(['identity']);
    },
  );

  test('has no coding that is called identity', async () => {
    expect(
      (await sent(question, [{ ...success, fields: [['Content-Encoding', 'identity']] }])).failure,
    ).toBeUndefined();
  });
});

test('what must not be repeated has a connection that no request was sent over', async () => {
  const keyless = planned({ method: 'POST', target: '/keyless' });
  await sent(keyless, [{ status: 200 }]);
  await sent(planned({ method: 'GET', target: '/read' }), [{ status: 200 }]);
  await sent(keyless, [{ status: 200 }]);
  const anew = exchanges.flatMap(({ request: { url }, timings }) =>
    timings.connectMs === undefined ? [] : new URL(url).pathname,
  );
  expect(anew.slice(-2)).toEqual(['/keyless', '/keyless']);
});
