import type { Requirement } from '../contract/types/requirements.ts';

/** Anything that looks like a requirement's id, so that a misspelt one is noticed and not taken for another kind of tag. */
const requirementTag = /^@([A-Za-z]+-\d+)$/;

/** The ids of the requirements that a scenario's tags name. */
export function requirementIds(tags: readonly string[]): string[] {
  return [...new Set(tags.flatMap((tag) => requirementTag.exec(tag)?.[1] ?? []))];
}

/** Every tag that means something here: `@SIG-03`, `@stage:signing`, `@needs:clock`. */
export const knownTags = (catalogue: readonly Requirement[], abilities: readonly string[]): string[] => [
  ...catalogue.map(({ id }) => `@${id}`),
  ...new Set(catalogue.map(({ stage }) => `@stage:${stage}`)),
  ...abilities.map((ability) => `@needs:${ability}`),
];

/** Tags that can only mean something of ours. All others are free in a user's features. */
export const isReserved = (tag: string): boolean => requirementTag.test(tag) || /^@needs?:/.test(tag);
