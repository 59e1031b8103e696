import { describe, expect, test } from 'vitest';
import { AccessTokenCache, type AccessToken } from './access-token.ts';

function setUp(expiresIn = 7200, marginSeconds = 60) {
  const state = { now: 1_000_000, fetched: [] as string[] };
  const waiting: { resolve: (token: AccessToken) => void; reject: (error: Error) => void }[] = [];
  const cache = new AccessTokenCache({
    clock: { now: () => state.now },
    marginSeconds,
    fetch: (scope) => {
      state.fetched.push(scope);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  });
  const answer = (value: string): void => waiting.shift()?.resolve({ value, expiresIn });
  const fail = (message: string): void => waiting.shift()?.reject(new Error(message));
  const token = async (value: string, scope = 'payments:read'): Promise<AccessToken> => {
    const asked = cache.token(scope);
    answer(value);
    return asked;
  };
  return { state, cache, answer, fail, token };
}

describe('AccessTokenCache', () => {
  test('fetches a token once and hands it out again', async () => {
    const { state, token } = setUp();
    const first = await token('t1');
    expect(first).toEqual({ value: 't1', expiresIn: 7200 });
    expect(await token('unused')).toBe(first);
    expect(state.fetched).toEqual(['payments:read']);
  });

  test('many that ask at once share one request', async () => {
    const { state, cache, answer } = setUp();
    const asked = Array.from({ length: 50 }, () => cache.token('payments:read'));
    answer('t1');
    expect(new Set((await Promise.all(asked)).map(({ value }) => value))).toEqual(new Set(['t1']));
    expect(state.fetched).toHaveLength(1);
  });

  test('many that ask for a due token at once share one request', async () => {
    const { state, cache, answer, token } = setUp();
    await token('t1');
    state.now += 7200_000;
    const asked = Array.from({ length: 50 }, () => cache.token('payments:read'));
    answer('t2');
    expect(new Set((await Promise.all(asked)).map(({ value }) => value))).toEqual(new Set(['t2']));
    expect(state.fetched).toHaveLength(2);
  });

  test('each scope has its own token', async () => {
    const { state, token } = setUp();
    const read = await token('r', 'payments:read');
    const process = await token('p', 'payments:process');
    expect([read.value, process.value]).toEqual(['r', 'p']);
    expect(state.fetched).toEqual(['payments:read', 'payments:process']);
  });

  test('is renewed from the margin before its expiry on, not a millisecond earlier', async () => {
    const { state, token } = setUp(7200, 60);
    await token('t1');
    state.now += 7_139_999;
    expect((await token('t2')).value).toBe('t1');
    state.now += 1;
    expect((await token('t3')).value).toBe('t3');
    expect(state.fetched).toHaveLength(2);
  });

  test('a short one is renewed when half of its life is over', async () => {
    const { state, token } = setUp(40, 60);
    await token('t1');
    state.now += 19_999;
    expect((await token('t2')).value).toBe('t1');
    state.now += 1;
    expect((await token('t3')).value).toBe('t3');
  });

  test('its life counts from before the request', async () => {
    const { state, cache, answer, token } = setUp(100, 0);
    const asked = cache.token('payments:read');
    state.now += 30_000;
    answer('slow');
    expect((await asked).value).toBe('slow');
    state.now += 69_999;
    expect((await cache.token('payments:read')).value).toBe('slow');
    state.now += 1;
    expect((await token('new')).value).toBe('new');
  });

  test('a failure reaches all who wait and is not kept', async () => {
    const { state, cache, fail, token } = setUp();
    const asked = [cache.token('payments:read'), cache.token('payments:read')];
    fail('no route to host');
    const results = await Promise.allSettled(asked);
    expect(results.map((result) => result.status === 'rejected' && String(result.reason))).toEqual([
      'Error: no route to host',
      'Error: no route to host',
    ]);
    expect((await token('t2')).value).toBe('t2');
    expect(state.fetched).toHaveLength(2);
  });

  test('a forgotten token is fetched anew; a newer one stays', async () => {
    const { state, cache, token } = setUp();
    const old = await token('t1');
    cache.forget('payments:read', old);
    expect((await token('t2')).value).toBe('t2');
    cache.forget('payments:read', old);
    expect((await token('t3')).value).toBe('t2');
    expect(state.fetched).toHaveLength(2);
  });
});
