import { expect, it } from 'vitest';
import type { Exchange } from '../contract/types/result.ts';
import { exchange, finished, planned, step } from './fixtures/run.ts';
import { latenciesOf } from './latency.ts';
import { judgeScenario } from './scenario.ts';

const took = (durationMs: number, changes: Partial<Exchange> = {}): Exchange => ({
  ...exchange,
  timings: { durationMs },
  ...changes,
});

function of(...exchanges: Exchange[]) {
  const record = finished(3, { steps: [step({ exchanges })] });
  return latenciesOf({
    scenarios: [judgeScenario(planned(3), record, { started: true, optional: false, excused: false })],
  });
}

it('is the median of an operation, whatever its variant, over the calls that were answered', () => {
  const unanswered = { ...took(900) };
  delete unanswered.response;
  expect(
    of(took(9), took(1), took(2, { spec: 'payments/status#other' }), took(4, { spec: 'auth/token' }), unanswered),
  ).toEqual([
    { operation: 'payments/status', calls: 3, medianMs: 2 },
    { operation: 'auth/token', calls: 1, medianMs: 4 },
  ]);
});

it('lies between the middle two of an even number', () => {
  expect(of(took(1), took(2), took(4), took(100))).toEqual([{ operation: 'payments/status', calls: 4, medianMs: 3 }]);
});
