import { describe, expect, it } from 'vitest';
import type { Result } from '../contract/types/result.ts';
import { annotations } from './annotations.ts';
import { codeQuality } from './code-quality.ts';
import { findingsOf } from './findings.ts';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';
import { sarif } from './sarif.ts';

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

  it('tells one cause once, whatever number of scenarios and requirements it is about', () => {
    const result = sampleResult();
    const [first] = result.scenarios;
    if (first === undefined) throw new Error('The sample has no scenario');
    const copies = [2, 3].map((line) => ({ ...first, id: `features/a.feature:${line}`, requirements: ['SIG-01'] }));
    const [found, ...others] = findingsOf({ ...result, scenarios: [first, ...copies] });
    expect(found).toMatchObject({
      ...{ severity: 'error', rules: ['SIG-02', 'SIG-01'], title: 'A request with a flipped body byte was accepted' },
      message: expect.stringMatching(
        /^3 scenarios share one cause \(3 failed\)\. Showing 1: A body altered .*\n[^]*\nothers: features\/a\.feature:2, features\/a\.feature:3$/,
      ) as string,
    });
    expect(others.flatMap(({ rules }) => rules)).not.toContain('SIG-01');
  });

  it('tells all that was not run in one finding, and what was not exercised in one for each cause', () => {
    const result = sampleResult();
    const [first] = result.scenarios;
    const blocked = { status: 'FINISHED', result: 'BLOCKED', reason: 'its precondition failed' } as const;
    const scenarios = first ? [2, 3].map((line) => ({ ...first, id: `a:${line}`, outcome: blocked })) : [];
    const requirements = result.requirements.map((each) =>
      each.id === 'SIG-02' ? { ...each, outcome: blocked } : { ...each, outcome: { status: 'NOT_RUN' } as const },
    );
    const all = findingsOf({ ...result, scenarios, requirements });
    expect(all.map(({ severity, title }) => [severity, title])).toEqual([
      ['warning', 'A request with a flipped body byte was accepted'],
      ['warning', 'Requirements that were not shown'],
    ]);
    expect(all[1]?.message).toMatch(
      /^19 requirements were not shown \(14 MUST\): their scenarios were not run to their end: TLS-01, .* and 7 more$/,
    );
  });

  it.each([
    ['as it was named', { config: 'ci/sandbox.yaml' }, '', 'ci/sandbox.yaml'],
    ['from a folder of the repository', { config: '../nopan.yaml' }, 'shop/api', 'shop/nopan.yaml'],
    ['by its usual name', {}, '', 'nopan-certify.config.yaml'],
    ['outside of the repository, which it cannot mark', { config: '../nopan.yaml' }, '', undefined],
    ['elsewhere, which it cannot mark', { config: '/etc/nopan.yaml' }, '', undefined],
  ])('marks the configuration %s where the features are of the package', (_, options, workingDirectory, uri) => {
    const sample = sampleResult();
    const result = { ...sample, options, workingDirectory, target: { ...sample.target, kind: 'sandbox' as const } };
    const all = findingsOf(result);
    expect(new Set(all.map((each) => each.uri))).toEqual(new Set([uri]));
    expect(all[0]?.message).toContain('\nscenario: features/signing/signed-requests.feature:5');
    expect(sarif(result)).not.toMatch(/"uri": "(?:features|specs)\//);
    expect(annotations(result)).not.toMatch(/file=(?:features|specs)/);
    expect(codeQuality(result)).not.toMatch(/"path": "(?:features|specs)\//);
  });

  it('marks the line of the setting that a call was rejected for', () => {
    const sample = sampleResult();
    const [first] = structuredClone(sample.scenarios);
    const sent = first?.steps[0]?.exchanges[0];
    if (first?.failure === undefined || sent?.response === undefined) throw new Error('The sample sends nothing');
    first.steps = first.steps.slice(0, 1).map((step) => ({ ...step, status: 'FAILED', exchanges: [sent] }));
    sent.request.body = '{"processingAccountId":"pa-other"}';
    sent.response.status = 403;
    first.failure.message = 'POST /payments/initiate was rejected with 403 4971';
    const subject = { processingAccounts: [{ id: 'pa-other', where: 'nopan.yaml:9:5' }] };
    const target = { ...sample.target, kind: 'sandbox' as const };
    const [found] = findingsOf({ ...sample, scenarios: [first], options: { config: 'nopan.yaml' }, subject, target });
    expect(found).toMatchObject({ uri: 'nopan.yaml', line: 9 });
    expect(found?.message).toContain('; processing account pa-other (nopan.yaml:9:5)');
  });

  it('leaves out what a person has attested', () => {
    const review = { status: 'FINISHED', result: 'REVIEW', reason: 'needs a manual attestation' } as const;
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
