import { day } from '../time.ts';
import { CertifyError } from '../../errors.ts';
import { ok, skipped, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** What persons attest was made sure of by now, and nothing mandatory is left. */
export const attestationChecks: readonly Check<OfflineSubject>[] = [
  { id: 'attestations', heading: 'Attestations', title: 'mandatory ones are made', examine },
];

function examine({ configuration, catalogue, clock }: OfflineSubject): Verdict {
  const { attestations = {} } = configuration.value;
  for (const [id, { date }] of Object.entries(attestations)) {
    if (Date.parse(date) <= clock.now()) continue;
    throw new CertifyError('ERR_CONFIG', `The attestation of ${id} is of a day to come`, {
      where: configuration.origin(`/attestations/${id}/date`).where,
      expected: `a day until ${day(clock.now())}`,
      actual: date,
      advice: 'Correct it: an attestation is of the day on which somebody has made sure.',
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
