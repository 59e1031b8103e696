import { expect, test } from 'vitest';
import { generateKeyPair } from './key-pair.ts';
import { JwksCache } from './jwks-cache.ts';
import { publicJwk } from './jwks.ts';

const day = 86_400_000;
const published = (kid: string): unknown => ({ keys: [publicJwk(generateKeyPair('P-256').publicKey, kid, 'ES256')] });

function setUp(...answers: unknown[]) {
  const state = { now: 5_000, fetches: 0 };
  const cache = new JwksCache({
    clock: { now: () => state.now },
    cacheSeconds: 86_400,
    fetch: () => {
      const answer = answers[state.fetches++];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  const has = async (kid: string): Promise<boolean> => (await cache.keys())(kid) !== undefined;
  return { state, cache, has };
}

test('fetched at the first use, used for 24 hours, then fetched again', async () => {
  const { state, has } = setUp(published('k1'), published('k2'));
  expect(state.fetches).toBe(0);
  expect([await has('k1'), await has('k2')]).toEqual([true, false]);
  state.now += day - 1;
  expect([await has('k1'), await has('k2'), state.fetches]).toEqual([true, false, 1]);
  state.now += 1;
  expect([await has('k1'), await has('k2'), state.fetches]).toEqual([false, true, 2]);
  state.now += day - 1;
  expect([await has('k2'), state.fetches]).toEqual([true, 2]);
});

test('fetched again for a key that is not among them, at most once a minute', async () => {
  const { state, cache } = setUp(published('k1'), published('k2'), published('k2'));
  const has = async (kid: string): Promise<boolean> => (await cache.keys(kid))(kid) !== undefined;
  expect([await has('k1'), state.fetches]).toEqual([true, 1]);
  expect([await Promise.all([has('k2'), has('k2')]), state.fetches]).toEqual([[true, true], 2]);
  expect([await has('k1'), await has('k3'), state.fetches]).toEqual([false, false, 2]);
  state.now += 59_999;
  expect([await has('k3'), state.fetches]).toEqual([false, 2]);
  state.now += 1;
  expect([await has('k3'), await has('k3'), state.fetches]).toEqual([false, false, 3]);
});

test('for a signature that does not fit there is the set that is published now, and the one before', async () => {
  const { state, cache } = setUp(published('k1'), published('k1'), published('k1'));
  const first = await cache.keys();
  const [second, ...rest] = await cache.others(first);
  expect([second === first, rest, state.fetches]).toEqual([false, [], 2]);
  expect(await cache.keys()).toBe(second);
  expect(await cache.others(await cache.keys())).toEqual([first]);
  expect([await cache.others(first), state.fetches]).toEqual([[second], 2]);
  state.now += 60_000;
  expect([(await cache.others(await cache.keys())).length, state.fetches]).toEqual([1, 3]);
});

test('the set before is not used when it is too old', async () => {
  const { state, cache } = setUp(published('k1'), published('k1'));
  const first = await cache.keys();
  state.now += day;
  const second = await cache.keys();
  expect([await cache.others(first), state.fetches]).toEqual([[second], 2]);
});

test('many that ask at once share one request', async () => {
  const { state, has } = setUp(published('k1'));
  expect(await Promise.all(Array.from({ length: 50 }, () => has('k1')))).toEqual(Array(50).fill(true));
  expect(state.fetches).toBe(1);
});

test('keys that are too old are not used when they cannot be fetched anew; the failure is not kept', async () => {
  const { state, cache, has } = setUp(published('k1'), new Error('no route to host'), published('k1'));
  await cache.keys();
  state.now += day;
  await expect(cache.keys()).rejects.toThrow('no route to host');
  expect([await has('k1'), state.fetches]).toEqual([true, 3]);
});

test('an unusable set is refused and not kept', async () => {
  const { cache, has } = setUp('<html>', published('k1'));
  await expect(cache.keys()).rejects.toMatchObject({ code: 'ERR_JWKS', message: 'This is not a JWK set' });
  expect(await has('k1')).toBe(true);
});

test('a key that cannot be used may have been replaced, and is fetched again', async () => {
  const broken = {
    keys: [
      { kty: 'EC', crv: 'P-256', kid: 'k1', x: 'AAAA' },
      publicJwk(generateKeyPair('P-256').publicKey, 'k2', 'ES256'),
    ],
  };
  const { state, cache } = setUp(broken, published('k1'));
  const lookup = await cache.keys('k2');
  expect(lookup('k2')).toBeDefined();
  expect(() => lookup('k1')).toThrow('The key "k1" is malformed');
  expect(state.fetches).toBe(1);
  expect((await cache.keys('k1'))('k1')).toBeDefined();
  expect(state.fetches).toBe(2);
});
