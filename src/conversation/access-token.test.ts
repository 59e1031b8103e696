import { describe, expect, test } from 'vitest';
import type { Exchange } from '../contract/types/exchange.ts';
import { expectAllowed, tokenLifetime } from './access-token.ts';
import { caught } from './fixtures/caught.ts';
import { answered } from './fixtures/turns.ts';

const settings = { processImpliesRead: true };
const granting = (scope?: string) =>
  answered(200, { access_token: 't', token_type: 'Bearer', expires_in: 3600, ...(scope !== undefined && { scope }) });

describe('what an access token allows', () => {
  test.each([
    ['what was asked for, when the response names no scope', undefined, 'payments:read payments:process'],
    ['the scopes in another order', 'payments:process payments:read', 'payments:read payments:process'],
    ["scopes besides, which are none of Nopan's", 'email payments:read profile', 'payments:read'],
    ['reading with processing', 'payments:read payments:process', 'payments:process'],
  ])('%s', (_what, granted, wanted) => {
    expect(() => {
      expectAllowed(granting(granted), wanted, settings);
    }).not.toThrow();
  });

  test.each([
    ['less', 'payments:read', 'payments:read payments:process'],
    ['more', 'payments:read payments:process', 'payments:read'],
    ['something else', 'data:reports', 'payments:read'],
  ])('%s', async (_what, granted, wanted) => {
    const error = await caught(() => {
      expectAllowed(granting(granted), wanted, settings);
    });
    expect(error).toMatchObject({ code: 'ERR_ASSERTION', where: '/scope', expected: wanted, actual: granted });
  });
});

test('the lifetime is that of the last token that was issued', async () => {
  const issued = (lifetime: unknown, status = 200) =>
    ({ spec: 'auth/token', response: { status, body: JSON.stringify({ expires_in: lifetime }) } }) as Exchange;
  expect(tokenLifetime([issued(7200), issued(3600), issued(1, 400)])).toBe(3600);
  expect(await caught(() => tokenLifetime([issued('3600')]))).toMatchObject({ code: 'ERR_FEATURE' });
});
