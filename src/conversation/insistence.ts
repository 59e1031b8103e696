import type { Insisted } from '../client/retries/insist.ts';
import { retryAfter } from '../client/retries/retry-after.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import { fieldValue } from '../signing/message.ts';
import { expectRefused, type Refusal } from './answer.ts';
import { expectEqual, unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** A call with the attempts that were made at it. */
type Insistence = Insisted<Turn>;

/** @throws ERR_ASSERTION when there were more attempts or fewer */
export function expectAttempts({ attempts, last }: Insistence, count: number): void {
  expectEqual(`Unexpected number of attempts for ${last.planned.spec}`, attempts.length, count);
}

/** @throws ERR_ASSERTION when an attempt had no key, or another key or content than the first */
export function expectSameRequest({ attempts }: Insistence): void {
  const [first, ...others] = attempts;
  if (first?.exchanged.idempotencyKey === undefined) {
    throw unmet({ what: 'The request carried no idempotency key', expected: 'a key', actual: 'none' });
  }
  for (const { exchanged } of others) {
    expectEqual('A repeat has another key', exchanged.idempotencyKey, first.exchanged.idempotencyKey);
    expectEqual('A repeat has another content', text(exchanged), text(first.exchanged));
  }
}

/** @throws ERR_ASSERTION when two attempts were signed over the same, the time of signing included */
export function expectSignedAnew({ attempts }: Insistence): void {
  const signed = attempts.map(({ exchanged }) => exchanged.evidence.signature.request?.base);
  expectEqual('The number of different signature bases', new Set(signed).size, attempts.length);
}

/** @throws ERR_ASSERTION when a pause was not longer than the one before, or there were fewer than two */
export function expectGrowingPauses({ pauses }: Insistence): void {
  const grew = pauses.every((pause, index) => index === 0 || pause > (pauses[index - 1] ?? 0));
  if (grew && pauses.length >= 2) return;
  throw unmet({
    what: 'The pauses between the attempts did not grow',
    expected: 'two pauses or more, each longer than the one before',
    actual: pauses.length === 0 ? 'no pause' : pauses.map(inSeconds).join(', '),
  });
}

/** @throws ERR_ASSERTION when a refusal did not say how long to wait, or the pause behind it was another */
export function expectPausesAskedFor({ attempts, pauses }: Insistence): void {
  if (pauses.length === 0) throw unmet({ what: 'There was no pause', expected: 'a pause', actual: 'none' });
  for (const [index, pause] of pauses.entries()) {
    const { response, evidence } = attempts[index]?.exchanged ?? {};
    const asked = response && retryAfter(response, Date.parse(evidence?.startedAt ?? ''));
    if (asked === undefined) {
      throw unmet({
        what: 'The error response does not say how long to wait',
        expected: 'Retry-After with a number of seconds or a date (RFC 9110 section 10.2.3)',
        actual: response ? `status ${response.status} without it` : 'no answer',
      });
    }
    expectEqual('The pause was not the one that was asked for', pause, asked);
  }
}

/**
 * An attempt must have been refused, and the one behind it must carry another access token, which was fetched between them.
 *
 * @throws ERR_ASSERTION when that was not so
 */
export function expectNewToken({ attempts }: Insistence, refusal: Refusal, exchanges: readonly Exchange[]): void {
  const [first, second] = attempts;
  if (first === undefined || second === undefined) {
    throw unmet({ what: 'The request was not repeated', expected: '2 attempts', actual: `${attempts.length}` });
  }
  expectRefused(first, refusal);
  const position = ({ exchanged }: Turn) => exchanges.findIndex(({ id }) => id === exchanged.evidence.id);
  const between = exchanges.slice(position(first) + 1, position(second));
  expectEqual(
    'What was called between the attempts',
    between.map(({ spec }) => spec),
    ['auth/token'],
  );
  const sameToken = bearer(first) === bearer(second);
  expectEqual('The repeat carries the access token that was refused', sameToken, false);
}

const text = ({ request }: Turn['exchanged']): string => request.body.toString();
const bearer = ({ exchanged }: Turn) => fieldValue(exchanged.request.fields, 'authorization');
const inSeconds = (seconds: number): string => `${Math.round(seconds * 1000) / 1000} s`;
