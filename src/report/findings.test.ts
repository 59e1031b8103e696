import { describe, expect, it } from 'vitest';
import type { Result } from '../contract/types/result.ts';
import { findingsOf } from './findings.ts';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';

const findings = findingsOf(sampleResult());
const about = (id: string): unknown => findings.filter(({ rules }) => rules.includes(id));

function withRequirement(change: Partial<Result['requirements'][number]>): Result {
  const result = certifiedResult();
  const [first, ...others] = result.requirements;
  if (first === undefined) throw new Error('The sample has no requirement');
  return { ...result, requirements: [{ ...first, ...change }, ...others] };
}

describe('findingsOf', () => {
  it('has none when all was shown', () => {
    expect(findingsOf(certifiedResult())).toEqual([]);
  });

  it('tells a failed scenario at its place', () => {
    expect(about('SIG-02')).toEqual([
      {
        severity: 'error',
        rules: ['SIG-02'],
        title: 'A body altered after signing is refused',
        message: `A request with a flipped body byte was accepted
step: Then it is refused with 401 4992
expected: status 401 with reasonCode 4992 (Error validating the signature)
actual: status 200, "status": "PENDING"
do: Compare the Content-Digest of the request with the bytes of its body before anything else is read.
repeat: npx --no nopan-certify run features/signing/signed-requests.feature:5`,
        uri: 'features/signing/signed-requests.feature',
        line: 5,
      },
    ]);
  });

  it.each([
    ['PAY-04', 'warning', 'A refund of more than was captured was accepted'],
    ['TOK-04', 'note', 'MUST requirement TOK-04 was not shown: this target cannot move its clock'],
    ['VER-01', 'note', 'SHOULD requirement VER-01 was not shown: its scenarios were not run to their end'],
    ['HOOK-02', 'warning', 'The step could not be run: no step definition matches it'],
  ])('tells of %s with %s', (id, severity, message) => {
    expect(about(id)).toEqual([
      expect.objectContaining({ severity, message: expect.stringContaining(message) as string }),
    ]);
  });

  it('tells of a mandatory requirement that no scenario shows in the catalogue', () => {
    const result = withRequirement({ level: 'MUST', outcome: { status: 'NOT_RUN' }, scenarios: [] });
    expect(findingsOf(result)).toEqual([
      expect.objectContaining({ severity: 'warning', uri: 'specs/requirements.yaml', line: 1 }),
    ]);
  });

  it('leaves out what a person has attested', () => {
    const review = { status: 'FINISHED', result: 'REVIEW', reason: 'left to a person' } as const;
    expect(findingsOf(withRequirement({ outcome: review }))).toHaveLength(1);
    const attestation = { by: 'Ada Example', date: '2026-01-31', note: 'Key ceremony' };
    expect(findingsOf(withRequirement({ outcome: review, attestation }))).toEqual([]);
  });

  it('lets foreign text bring no control character and no endless line', () => {
    const text = findings.map(({ title, message }) => `${title}\n${message}`).join('\n');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\ufffe\uffff]/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(2100);
  });
});
