import { expect, it } from 'vitest';
import type { RequirementResult } from '../contract/types/result.ts';
import { notUsed } from './applicability.ts';
import { requirement } from './fixtures/run.ts';
import { judged, notJudged } from './outcome.ts';
import { standingOf } from './standing.ts';

const review = { because: 'no traffic shows it', attest: 'It is so.' };
const attestation = { by: 'Ada Example', date: '2026-01-19', note: 'looked' };
const waiver = { owner: 'Ada', reason: 'soon', reference: 'T-1', expires: '2026-01-20', standing: 'APPLIED' } as const;
const scenarios = ['features/a.feature:1'];

it.each<[string, Partial<RequirementResult>]>([
  ['passed', { outcome: judged('PASSED'), scenarios }],
  ['failed', { outcome: judged('FAILED'), scenarios }],
  ['warning', { outcome: judged('WARNING'), scenarios }],
  ['waived', { outcome: judged('FAILED'), scenarios, waiver }],
  ['failed', { outcome: judged('FAILED'), scenarios, waiver: { ...waiver, standing: 'EXPIRED' } }],
  ['attested', { outcome: notJudged('REVIEW', 'attested'), review, attestation }],
  ['openForAttestation', { outcome: notJudged('REVIEW', 'left'), review }],
  ['notApplicable', { outcome: notJudged('SKIPPED', notUsed('mit')), applies: 'mit', review }],
  ['notTestable', { outcome: notJudged('SKIPPED', 'no clock'), scenarios }],
  ['notExercised', { outcome: notJudged('BLOCKED', 'its precondition failed'), scenarios }],
  ['notExercised', { outcome: notJudged('REVIEW', 'no evidence'), scenarios }],
  ['notExercised', { outcome: { status: 'NOT_RUN' } }],
])('a requirement is %s', (standing, changes) => {
  const given = { ...requirement('SIG-01'), outcome: judged('PASSED'), scenarios: [], ...changes };
  expect(standingOf(given)).toBe(standing);
});
