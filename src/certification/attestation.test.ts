import { describe, expect, it } from 'vitest';
import { certified, requirement } from './fixtures/run.ts';
import { certify } from './verdict.ts';

const review = { because: 'no traffic shows it', attest: 'It is so.' };

/** The verdict of a run on 2026-11-28, with an attestation of that date. */
function attestedOn(date: string) {
  const run = certified({
    attestations: { 'KEY-01': { by: 'Ada Example', date, note: 'Looked at' } },
    day: '2026-11-28',
  });
  const { verdict, requirements } = certify({
    ...run,
    catalogue: [...run.catalogue, requirement('KEY-01', { review })],
  });
  const { attestation, outcome } = requirements.find(({ id }) => id === 'KEY-01') ?? {};
  return { verdict, counted: attestation !== undefined, outcome };
}

describe('an attestation', () => {
  it.each(['2025-11-28', '2026-11-28', '2026-11-29'])('of %s counts', (date) => {
    expect(attestedOn(date)).toEqual({
      ...{ verdict: 'CERTIFIED', counted: true },
      outcome: { status: 'FINISHED', result: 'REVIEW', reason: `attested by Ada Example on ${date}: Looked at` },
    });
  });

  it.each(['2025-11-27', '1900-01-01', '2026-11-30', '2999-01-01'])('of %s counts as none', (date) => {
    expect(attestedOn(date)).toEqual({
      ...{ verdict: 'INCOMPLETE', counted: false },
      outcome: {
        ...{ status: 'FINISHED', result: 'REVIEW' },
        reason: `needs a manual attestation: no traffic shows it; the attestation by Ada Example of ${date} does not count`,
      },
    });
  });
});
