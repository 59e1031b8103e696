import { standingOf, type Standing } from '../certification/standing.ts';
import type { RequirementResult } from '../contract/types/result.ts';
import { standingLooks } from './states.ts';

/** How many requirements stand where: `120 passed, 12 attested, 10 open for attestation (2 MUST) of 163`. */
export function standingCounts(requirements: readonly RequirementResult[]): string {
  const parts = (Object.keys(standingLooks) as Standing[]).flatMap((standing) => {
    const own = requirements.filter((each) => standingOf(each) === standing);
    const must = own.filter(({ level }) => level === 'MUST').length;
    const levels = standing === 'openForAttestation' ? ` (${must} MUST)` : '';
    return own.length === 0 ? [] : [`${own.length} ${standingLooks[standing].word.toLowerCase()}${levels}`];
  });
  return `${parts.join(', ') || 'none'} of ${requirements.length}`;
}
