import { levelsOf } from './tally.ts';
import type { RequirementView } from './requirement.ts';

/** What persons confirm: the open ones first, and of those the mandatory ones. */
export interface Attestations {
  /** `12 attested, 10 open (10 SHOULD)` */
  readonly summary: string;
  readonly requirements: readonly RequirementView[];
}

export function attestationsOf(all: readonly RequirementView[]): Attestations {
  const requirements = all.filter(({ review }) => review !== undefined).sort((one, other) => rank(one) - rank(other));
  const open = requirements.filter(({ standing }) => standing === 'openForAttestation');
  const attested = requirements.filter(({ standing }) => standing === 'attested').length;
  const waived = requirements.filter(({ standing }) => standing === 'waived').length;
  const parts = [
    ...(attested > 0 ? [`${attested} attested`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    open.length > 0 ? `${open.length} open (${levelsOf(open)})` : 'none open',
  ];
  return { requirements, summary: parts.join(', ') };
}

const rank = ({ standing, level }: RequirementView): number =>
  (standing === 'openForAttestation' ? 0 : 10) + ['MUST', 'SHOULD', 'MAY'].indexOf(level);
