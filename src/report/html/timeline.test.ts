import { describe, expect, it } from 'vitest';
import type { StepResult } from '../../contract/types/result.ts';
import { delivery, exchange } from '../fixtures/exchanges.ts';
import { timelineOf } from './timeline.ts';

/** A call that began so many milliseconds after noon, and took so many. */
const call = (start: number, durationMs: number) => ({
  ...exchange({ id: `${start}`, spec: 'payments/status', path: '/' }),
  startedAt: new Date(Date.UTC(2026, 0, 19, 12) + start).toISOString(),
  timings: { durationMs },
});

const webhook = (start: number) => ({
  ...delivery(`w${start}`),
  receivedAt: new Date(Date.UTC(2026, 0, 19, 12) + start).toISOString(),
});

const step = (changes: Partial<StepResult>): StepResult => ({
  ...{ keyword: 'When', text: 'a', status: 'PASSED', durationMs: 1, exchanges: [], deliveries: [] },
  ...changes,
});

const drawn = (...steps: StepResult[]) => {
  const spans = timelineOf(steps);
  return steps
    .flatMap(({ exchanges, deliveries }) => [...exchanges, ...deliveries])
    .map((each) =>
      Object.values(spans.get(each) ?? {})
        .join(' ')
        .trim(),
    );
};

describe('the timeline of a scenario', () => {
  it('draws calls one after another, each as long as it took', () => {
    expect(drawn(step({ exchanges: [call(0, 10)] }), step({ exchanges: [call(10, 30)] }))).toEqual([
      '0.0 25.0',
      '25.0 75.0',
    ]);
  });

  it('draws calls that were made at once beside each other', () => {
    expect(drawn(step({ exchanges: [call(0, 40), call(10, 20), call(40, 10)] }))).toEqual([
      '0.0 80.0',
      '20.0 40.0',
      '80.0 20.0',
    ]);
  });

  it('places a webhook when it arrived, whichever step has read it', () => {
    expect(drawn(step({ exchanges: [call(0, 20), call(20, 20)] }), step({ deliveries: [webhook(10)] }))).toEqual([
      '0.0 50.0',
      '50.0 50.0',
      '25.0 0.0',
    ]);
  });

  it('tells a long pause in words and draws it no longer than a quarter of all calls', () => {
    expect(drawn(step({ exchanges: [call(0, 20), call(86_400_020, 20)] }))).toEqual([
      '0.0 40.0',
      '60.0 40.0 24 h 0 min',
    ]);
  });

  it('has nothing to draw without calls', () => {
    expect(timelineOf([step({})]).size).toBe(0);
  });
});
