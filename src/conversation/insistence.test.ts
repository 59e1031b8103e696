import { describe, expect, test } from 'vitest';
import type { Insisted } from '../client/retries/insist.ts';
import { caught } from './fixtures/caught.ts';
import { accepted, refused } from './fixtures/turns.ts';
import {
  expectAttempts,
  expectGrowingPauses,
  expectNewToken,
  expectPausesAskedFor,
  expectSameRequest,
  expectSignedAnew,
} from './insistence.ts';
import type { Turn } from './turn.ts';

interface Sent {
  readonly key?: string;
  readonly body?: string;
  readonly base?: string;
  readonly token?: string;
  readonly retryAfter?: string;
  readonly id?: string;
}

/** The same call, sent so. */
function sent(turn: Turn, { key, body = '{}', base = '', token = '', retryAfter, id = '1' }: Sent): Turn {
  const { exchanged } = turn;
  const { request, response, evidence } = exchanged;
  const signed = { profile: 'http-message-signature', keyid: 'k', algorithm: 'ecdsa-p256-sha256', base } as const;
  return {
    ...turn,
    exchanged: {
      ...exchanged,
      request: { ...request, body: Buffer.from(body), fields: [['Authorization', `Bearer ${token}`]] },
      ...(response && retryAfter !== undefined && { response: { ...response, fields: [['Retry-After', retryAfter]] } }),
      ...(key !== undefined && { idempotencyKey: key }),
      evidence: { ...evidence, id, startedAt: '2026-03-01T12:00:00.000Z', signature: { request: signed } },
    },
  };
}

const insisted = (attempts: readonly Turn[], pauses: readonly number[] = []): Insisted<Turn> => ({
  attempts,
  pauses,
  last: attempts.at(-1) ?? accepted(),
});
const twice = (first: Sent, second: Sent, pauses: readonly number[] = [1]) =>
  insisted([sent(refused(429, '3000'), first), sent(accepted(), second)], pauses);

test('attempts are counted', async () => {
  const call = twice({}, {});
  expectAttempts(call, 2);
  expect(
    await caught(() => {
      expectAttempts(call, 1);
    }),
  ).toMatchObject({
    message: 'Unexpected number of attempts for payments/initiate',
    expected: '1',
    actual: '2',
  });
});

describe('attempts at the same request', () => {
  test('have one key and one content', () => {
    expectSameRequest(twice({ key: 'a' }, { key: 'a' }));
  });

  test.each([
    ['no key', twice({}, {}), 'The request carried no idempotency key'],
    ['two keys', twice({ key: 'a' }, { key: 'b' }), 'A repeat has another key'],
    ['a key that is lost', twice({ key: 'a' }, {}), 'A repeat has another key'],
    ['two contents', twice({ key: 'a' }, { key: 'a', body: '{ }' }), 'A repeat has another content'],
  ])('do not have %s', async (_what, call, message) => {
    expect(
      (
        await caught(() => {
          expectSameRequest(call);
        })
      ).message,
    ).toBe(message);
  });

  test('are signed each for itself', async () => {
    expectSignedAnew(twice({ base: 'created=1' }, { base: 'created=2' }));
    const error = await caught(() => {
      expectSignedAnew(twice({ base: 'created=1' }, { base: 'created=1' }));
    });
    expect(error.message).toBe('The number of different signature bases');
  });
});

test.each([
  [[1, 2.5, 4], undefined],
  [[], 'no pause'],
  [[1], '1 s'],
  [[1, 1], '1 s, 1 s'],
  [[2, 1.23456], '2 s, 1.235 s'],
])('of the pauses %j it is told that they did not grow by %j', async (pauses, actual) => {
  const check = (): void => {
    expectGrowingPauses(insisted([], pauses));
  };
  if (actual === undefined) check();
  else expect(await caught(check)).toMatchObject({ message: 'The pauses between the attempts did not grow', actual });
});

describe('a pause that was asked for', () => {
  test.each(['20', 'Sun, 01 Mar 2026 12:00:20 GMT'])('by %s was made', (retryAfter) => {
    expectPausesAskedFor(twice({ retryAfter }, {}, [20]));
  });

  test.each([
    ['another pause', twice({ retryAfter: '20' }, {}, [19]), 'The pause was not the one that was asked for', '19'],
    ['no pause', twice({ retryAfter: '20' }, {}, []), 'There was no pause', 'none'],
    [
      'nothing asked for',
      twice({}, {}, [19]),
      'The error response does not say how long to wait',
      'status 429 without it',
    ],
  ])('is not %s', async (_what, call, message, actual) => {
    expect(
      await caught(() => {
        expectPausesAskedFor(call);
      }),
    ).toMatchObject({ message, actual });
  });
});

describe('a new access token', () => {
  const expired = { status: 401, reasonCode: '4061' };
  const { evidence } = accepted().exchanged;
  const exchange = (id: string, spec = 'payments/initiate') => ({ ...evidence, id, spec });
  const exchanges = [exchange('a'), exchange('t', 'auth/token'), exchange('b')];
  const first = sent(refused(401, '4061'), { id: 'a', token: 'old' });
  const second = sent(accepted(), { id: 'b', token: 'new' });

  test('was fetched, and used', () => {
    expectNewToken(insisted([first, second]), expired, exchanges);
  });

  test.each([
    ['without a repeat', [first], exchanges, 'The request was not repeated'],
    [
      'after another refusal',
      [sent(refused(401, '4992'), { id: 'a' }), second],
      exchanges,
      'payments/initiate was rejected with another error',
    ],
    ['that was not fetched', [first, second], [exchange('a'), exchange('b')], 'What was called between the attempts'],
    [
      'that is the old one',
      [first, sent(second, { id: 'b', token: 'old' })],
      exchanges,
      'The repeat carries the access token that was refused',
    ],
  ])('is none %s', async (_what, attempts, told, message) => {
    const error = await caught(() => {
      expectNewToken(insisted(attempts), expired, told);
    });
    expect(error.message).toBe(message);
  });
});
