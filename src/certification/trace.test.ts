import { describe, expect, it } from 'vitest';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import type { PlannedScenario } from './run.ts';
import { traceOf } from './trace.ts';

const requirement: Requirement = {
  ...{ id: 'SIG-01', title: 'It holds', level: 'MUST', stage: 'signing', applies: 'always' },
  source: { page: 'OAS', status: 'documented' },
};

const scenario: PlannedScenario = {
  ...{ id: 'features/a.feature:5', name: 'one', feature: 'A', uri: 'features/a.feature', line: 5 },
  tags: ['@SIG-01', '@stage:signing'],
};

const passed = { status: 'FINISHED', result: 'PASSED' } as const;

const ran: ScenarioResult = {
  ...{ ...scenario, tags: [...scenario.tags], requirements: ['SIG-01'], outcome: passed },
  steps: [],
  startedAt: '2026-01-19T12:00:00.100Z',
};

const last = (changes: Partial<ScenarioResult> = {}): Result =>
  ({
    verdict: 'CERTIFIED',
    target: { kind: 'mock', name: 'mock', baseUrl: 'https://127.0.0.1:1', official: false },
    finishedAt: '2026-01-19T12:00:01.000Z',
    requirements: [{ ...requirement, outcome: passed, scenarios: [scenario.id] }],
    scenarios: [{ ...ran, ...changes }],
  }) as unknown as Result;

describe('traceOf', () => {
  it('leads from a requirement to its scenarios and back, without a run', () => {
    const { tags, ...rest } = scenario;
    expect(tags).toHaveLength(2);
    expect(traceOf([requirement], [scenario], undefined)).toEqual({
      requirements: [{ ...requirement, scenarios: [scenario.id] }],
      scenarios: [{ ...rest, requirements: ['SIG-01'] }],
    });
  });

  it('has the evidence of the last run', () => {
    const { requirements, scenarios, run } = traceOf([requirement], [scenario], last());
    expect(requirements[0]?.outcome).toEqual(passed);
    expect(scenarios[0]?.evidence).toEqual({ outcome: passed, at: ran.startedAt, exchanges: 0, deliveries: 0 });
    expect(run?.verdict).toBe('CERTIFIED');
  });

  it('takes no evidence of what stood at the same place under another name', () => {
    const { scenarios } = traceOf([requirement], [scenario], last({ name: 'another' }));
    expect(scenarios[0]).not.toHaveProperty('evidence');
  });
});
