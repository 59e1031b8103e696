/** Anything that looks like a requirement's id, so that a misspelt one is noticed and not taken for another kind of tag. */
const requirementTag = /^@([A-Za-z]+-\d+)$/;

/** The ids of the requirements that a scenario's tags name. */
export function requirementIds(tags: readonly string[]): string[] {
  return [...new Set(tags.flatMap((tag) => requirementTag.exec(tag)?.[1] ?? []))];
}
