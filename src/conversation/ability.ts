import type { Connection } from '../target/connection.ts';

const needs = '@needs:';

/** What a scenario needs that its target lacks, as the reason to skip it; undefined when it lacks nothing. */
export function missingAbility(tags: readonly string[], { abilities, name }: Connection): string | undefined {
  const known: readonly string[] = abilities;
  const wanted = tags.filter((tag) => tag.startsWith(needs)).map((tag) => tag.slice(needs.length));
  const missing = wanted.filter((ability) => !known.includes(ability));
  return missing.length === 0 ? undefined : `${name} offers no ${missing.join(' and no ')}`;
}
