import { describe, expect, it } from 'vitest';
import { ctrf } from './ctrf.ts';
import { certifiedResult, emptyResult, sampleResult } from './fixtures/sample.ts';
import { violations } from './fixtures/violations.ts';

interface Report {
  readonly extra: unknown;
  readonly results: { readonly summary: unknown; readonly tests: readonly Record<string, unknown>[] };
}

const report = JSON.parse(ctrf(sampleResult())) as Report;
const test = (name: string): unknown => report.results.tests.find((each) => each['name'] === name);

describe('ctrf', () => {
  it.each([sampleResult(), certifiedResult(), emptyResult()])('fits the rules of its format (%#)', (result) => {
    expect(violations('ctrf', ctrf(result))).toEqual([]);
  });

  it('counts each status', () => {
    expect(report.results.summary).toEqual({
      ...{ tests: 35, passed: 30, failed: 2, skipped: 1, pending: 1, other: 1, suites: 11 },
      ...{ start: 1768824000000, stop: 1768824001234 },
    });
  });

  it('tells a failure with everything that helps, and where it stands', () => {
    expect(test('A body altered after signing is refused')).toMatchObject({
      ...{ status: 'failed', rawStatus: 'FAILED', duration: 32, start: 1768824000100, stop: 1768824000132 },
      ...{ suite: ['Signed requests'], filePath: 'features/signing/signed-requests.feature', line: 5 },
      message: 'A request with a flipped body byte was accepted',
      trace: expect.stringContaining(
        '\nrepeat: npx --no nopan-certify run features/signing/signed-requests.feature:5',
      ) as string,
      extra: { requirements: ['SIG-02'] },
    });
    expect(test('A body altered after signing is refused')).toMatchObject({
      steps: [
        { status: 'passed' },
        { status: 'passed' },
        { name: 'Then it is refused with 401 4992', status: 'failed' },
        {},
      ],
    });
  });

  it('tells a warning as passed, with its message', () => {
    expect(test('More than was captured is not refunded')).toMatchObject({
      ...{ status: 'passed', rawStatus: 'WARNING', message: 'A refund of more than was captured was accepted' },
    });
  });

  it('has a failed test of its own for an incomplete run, which would else look like a passed one', () => {
    const { results, extra } = JSON.parse(ctrf(emptyResult())) as Report;
    expect(results.tests).toEqual([
      {
        ...{ name: 'the run is complete', status: 'failed', duration: 0, suite: ['Completeness'] },
        message: expect.stringMatching(/^No scenario was selected, so nothing was shown\./) as string,
      },
    ]);
    expect(extra).toMatchObject({ verdict: 'INCOMPLETE', exitCode: 4 });
  });
});
