import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../contract/types/result.ts';
import { failure } from './fixtures/run.ts';
import { repetitionOf } from './repetition.ts';

const scenario = (changes: Partial<ScenarioResult>): ScenarioResult => ({
  id: 'features/a.feature:9',
  name: 'A',
  feature: 'A',
  uri: 'features/a.feature',
  line: 9,
  tags: [],
  requirements: ['PAY-12'],
  outcome: { status: 'FINISHED', result: 'FAILED' },
  steps: [],
  ...changes,
});

describe('a failed scenario that ran again', () => {
  it('is fixed when it passed', () => {
    const passed = scenario({ outcome: { status: 'FINISHED', result: 'PASSED' } });
    expect(repetitionOf(failure(), passed)).toEqual({ outcome: 'FIXED', changes: [] });
  });

  it('still fails when only references, times and ports are others', () => {
    const message = (id: string, port: number, second: number) =>
      `transaction ${id} at https://127.0.0.1:${port}/a, 2026-01-19T12:00:0${second}.123Z`;
    const before = failure({ actual: message('6b2f0c1e-0d5b-4a3e-9c1d-000000000001', 40001, 1) });
    const now = failure({ actual: message('7c3f0c1e-0d5b-4a3e-9c1d-000000000002', 40002, 2) });
    expect(repetitionOf(before, scenario({ failure: now })).outcome).toBe('STILL FAILING');
  });

  it('is different in a status, an amount or a code, and says in what', () => {
    const now = failure({ code: 'ERR_TIMEOUT', actual: '503' });
    expect(repetitionOf(failure(), scenario({ failure: now }))).toEqual({
      outcome: 'DIFFERENT',
      changes: [
        { name: 'code', before: 'ERR_ASSERTION', now: 'ERR_TIMEOUT' },
        { name: 'actual', before: '200', now: '503' },
      ],
    });
    expect(
      repetitionOf(failure({ actual: '401 of 1000' }), scenario({ failure: failure({ actual: '402 of 1000' }) }))
        .outcome,
    ).toBe('DIFFERENT');
  });

  it('is different when it was not judged, and never fixed', () => {
    const skipped = scenario({ outcome: { status: 'FINISHED', result: 'SKIPPED', reason: 'no clock' } });
    expect(repetitionOf(failure(), skipped)).toEqual({
      outcome: 'DIFFERENT',
      changes: [{ name: 'state', before: 'FAILED', now: 'SKIPPED' }],
    });
  });
});
