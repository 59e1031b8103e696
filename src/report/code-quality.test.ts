import { describe, expect, it } from 'vitest';
import { codeQuality } from './code-quality.ts';
import { certifiedResult, emptyResult, sampleResult } from './fixtures/sample.ts';
import { violations } from './fixtures/violations.ts';

const issues = JSON.parse(codeQuality(sampleResult())) as Record<string, unknown>[];

describe('codeQuality', () => {
  it.each([sampleResult(), certifiedResult(), emptyResult()])('fits the rules of its format (%#)', (result) => {
    expect(violations('code-quality', codeQuality(result))).toEqual([]);
  });

  it('tells a failure at its line', () => {
    expect(issues.find((issue) => issue['check_name'] === 'SIG-02')).toMatchObject({
      description: expect.stringMatching(/^SIG-02 A body altered after signing is refused: A request with a/) as string,
      severity: 'critical',
      location: { path: 'features/signing/signed-requests.feature', lines: { begin: 5 } },
    });
  });

  it('gives each finding a fingerprint of its own', () => {
    const prints = issues.map((issue) => issue['fingerprint']);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('is an empty list when all was shown', () => {
    expect(codeQuality(certifiedResult())).toBe('[]\n');
  });
});
