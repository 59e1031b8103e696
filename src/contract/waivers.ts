import { CertifyError } from '../errors.ts';
import { didYouMean } from './suggestion.ts';
import type { Requirement } from './types/requirements.ts';
import type { RequirementResult } from './types/result.ts';

/** Who answers for requirements that fall short, by the id of the requirement. */
export type Waivers = Readonly<Record<string, Omit<NonNullable<RequirementResult['waiver']>, 'standing'>>>;

/** What the rest of a conversation is believed by: who is at the other end, and that nobody altered what was said. */
const foundations: readonly string[] = ['transport', 'signing'];
const webhookSignatures = ['WHK-02'];

export const isWaivable = ({
  id,
  level,
  stage,
}: Pick<Requirement, 'id' | 'level'> & { readonly stage: string }): boolean =>
  level !== 'MUST' || !(foundations.includes(stage) || webhookSignatures.includes(id));

/**
 * @param at where the waiver of a requirement stands
 * @throws ERR_CONFIG for the first id that no requirement has, or that of one which cannot be waived
 */
export function assertWaivable(
  ids: readonly string[],
  catalogue: readonly Requirement[],
  at: (id: string) => string,
): void {
  for (const id of ids) {
    const requirement = catalogue.find((each) => each.id === id);
    if (requirement === undefined) throw unknown(id, catalogue, at(id));
    if (isWaivable(requirement)) continue;
    throw new CertifyError('ERR_CONFIG', `${id} cannot be waived: ${requirement.title}`, {
      where: at(id),
      expected: 'no mandatory requirement of transport, of signing, or of the HMAC of webhooks',
      advice:
        'Remove the waiver, and mend what falls short: nothing else in a conversation can be believed without it.',
    });
  }
}

const unknown = (id: string, catalogue: readonly Requirement[], where: string): CertifyError =>
  new CertifyError('ERR_CONFIG', `There is no requirement ${id} to waive`, {
    where,
    expected: 'an id of specs/requirements.yaml, or of the requirements that --specs names',
    advice: didYouMean(
      id,
      catalogue.map((each) => each.id),
    ),
  });
