import { describe, expect, it } from 'vitest';
import type { Subject } from '../contract/types/result.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { contradiction } from './contradiction.ts';
import { exchange, step } from './fixtures/run.ts';
import type { Judgeable } from './judged-again.ts';
import { subjectProblem } from './subject-problem.ts';

const sha256 = 'a'.repeat(64);
const certificate = { subject: 'CN=org-1', issuer: 'CN=ca', serial: '1', sha256, validTo: '2027-01-01T00:00:00.000Z' };
const used = {
  ...exchange,
  signature: { request: { profile: 'http-message-signature', keyid: 'key-1', algorithm: 'x', base: '' } },
  tls: { protocol: 'TLSv1.3', cipher: 'x', serverCertificate: 'b'.repeat(64), clientCertificate: sha256 },
} as const;

const resultOf = (subject: Subject, kind: 'mock' | 'sandbox' = 'sandbox'): Judgeable => {
  const result = structuredClone(certifiedResult()) as Judgeable;
  const [first] = result.scenarios;
  if (first) first.steps = [step({ exchanges: [structuredClone(used)] })];
  return { ...result, target: { ...result.target, kind }, scenarios: first ? [first] : [], subject };
};

describe('who is certified', () => {
  it('is somebody whose certificate and key the evidence shows', () => {
    expect(subjectProblem(resultOf({ organization: 'org-1', certificate, keyid: 'key-1' }))).toBeUndefined();
  });

  it.each<[string, Subject, string]>([
    [
      'certificate',
      { certificate: { ...certificate, sha256: 'c'.repeat(64) } },
      `/run/subject/certificate/sha256 is "${'c'.repeat(64)}"; no exchange on record was made with it`,
    ],
    ['key', { keyid: 'key-2' }, '/run/subject/keyid is "key-2"; no exchange on record was made with it'],
  ])('has no other %s', (_, subject, problem) => {
    expect(subjectProblem(resultOf(subject))).toBe(problem);
  });

  it('is nobody in a run against the embedded mock, and may have a version', () => {
    expect(contradiction({ ...(certifiedResult() as Judgeable), subject: { organization: 'org-1' } })).toBe(
      '/run/subject/organization is there; the embedded mock has no configuration',
    );
    expect(subjectProblem(resultOf({ version: '1.2', commit: 'abc' }, 'mock'))).toBeUndefined();
  });
});
