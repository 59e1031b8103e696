import { expect, test } from 'vitest';
import type { Exchange } from '../contract/types/exchange.ts';
import { failed } from './fixtures/turns.ts';
import { CertifyError } from '../errors.ts';
import { expectFetched } from './request.ts';

const fetched = (retriedAfter?: number): Exchange => ({
  ...failed(new CertifyError('ERR_TARGET', 'busy')).exchanged.evidence,
  spec: 'auth/token',
  ...(retriedAfter !== undefined && { retriedAfter }),
});

test('what was sent again is one fetch with what came of it', () => {
  expectFetched([fetched(1), fetched(2), fetched()], 'auth/token', 1);
  expect(() => {
    expectFetched([fetched(), fetched()], 'auth/token', 1);
  }).toThrow('Fetched 2 access tokens, expected 1');
});
