import { day } from '../time.ts';
import { attestable, attestationMonths } from '../../contract/said-by-person.ts';
import { CertifyError } from '../../errors.ts';
import { ok, skipped, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** What persons attest was made sure of by now, and nothing mandatory is left. */
export const attestationChecks: readonly Check<OfflineSubject>[] = [
  { id: 'attestations', heading: 'Attestations', title: 'all mandatory attestations present', examine },
];

function examine({ configuration, catalogue, clock }: OfflineSubject): Verdict {
  const { attestations = {} } = configuration.value;
  const { first, last } = attestable(day(clock.now()));
  for (const [id, { date }] of Object.entries(attestations)) {
    if (date >= first && date <= last) continue;
    const problem = date > last ? 'is dated in the future' : `is more than ${attestationMonths} months old`;
    throw new CertifyError('ERR_CONFIG', `The attestation of ${id} ${problem}`, {
      where: configuration.origin(`/attestations/${id}/date`).where,
      expected: `a day from ${first} to ${day(clock.now())}`,
      actual: date,
      advice: 'Check again and update the date; if nobody has checked, remove the attestation.',
    });
  }
  const left = catalogue.filter(
    ({ id, level, review }) => level === 'MUST' && review !== undefined && attestations[id] === undefined,
  );
  const made = Object.keys(attestations).length;
  if (left.length === 0) return ok(`${made} requirements are attested, all mandatory ones among them`);
  return skipped(`not attested yet: ${left.map(({ id }) => id).join(', ')}`, {
    advice: 'See nopan-certify trace for what each is about, and name who has made sure under attestations.',
  });
}
