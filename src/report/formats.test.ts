import { describe, expect, it } from 'vitest';
import type { Failure, Result } from '../contract/types/result.ts';
import { annotations } from './annotations.ts';
import { formats } from './formats.ts';
import { sampleResult } from './fixtures/sample.ts';

/** The sample, where each failure advises a command of ours. */
function advised(): Result {
  const { scenarios, options, ...result } = sampleResult();
  const advice = 'Examine it: nopan-certify doctor --offline.';
  const changed = (failure: Failure): Failure => ({ ...failure, advice });
  return {
    ...result,
    options: { ...options, program: 'dist/src/cli/main.js' },
    scenarios: scenarios.map((each) => (each.failure ? { ...each, failure: changed(each.failure) } : each)),
  };
}

const written = Object.entries(formats).map(([name, { write }]) => [name, [...write(advised(), '')].join('')] as const);
const forPeople = written.filter(([name]) => !['json', 'messages'].includes(name));

describe('advice names a command of ours as its reader started the program', () => {
  it.each([...forPeople, ['annotations', annotations(advised())] as const])('in %s', (_, text) => {
    expect(text).toContain('node dist/src/cli/main.js doctor --offline');
    expect(text).not.toContain('nopan-certify doctor');
  });

  it('but not in the canonical result', () => {
    expect(new Map(written).get('json')).toContain('Examine it: nopan-certify doctor --offline.');
  });
});
