import type { Requirement } from './types/requirements.ts';
import type { RequirementResult } from './types/result.ts';

/** Who answers for requirements that fall short, by the id of the requirement. */
export type Waivers = Readonly<Record<string, Omit<NonNullable<RequirementResult['waiver']>, 'standing'>>>;

/** What the rest of a conversation is believed by: who is at the other end, and that nobody altered what was said. */
const foundations: readonly string[] = ['transport', 'signing'];
const webhookSignatures = ['WHK-02'];

export const isWaivable = ({ id, level, stage }: Pick<Requirement, 'id' | 'level' | 'stage'>): boolean =>
  level !== 'MUST' || !(foundations.includes(stage) || webhookSignatures.includes(id));
