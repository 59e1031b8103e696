import type { Ability, Connection } from '../target/connection.ts';

const needs = '@needs:';

/** What it means for a target to lack an ability. */
const lacks: Readonly<Record<Ability, string>> = {
  control: 'it gives out no organizations, credentials and spoilt answers on demand',
  clock: 'its clock cannot be moved',
  webhooks: 'its webhooks do not arrive here, since the configuration names no URL for them (webhooks)',
  mocking: 'it arranges no outcomes',
};

/** What a scenario needs that its target lacks, as the reason to skip it; undefined when it lacks nothing. */
export function missingAbility(tags: readonly string[], { abilities, name }: Connection): string | undefined {
  const known: readonly string[] = abilities;
  const wanted = tags.filter((tag) => tag.startsWith(needs)).map((tag) => tag.slice(needs.length));
  const missing = wanted.filter((ability) => !known.includes(ability));
  if (missing.length === 0) return undefined;
  const whys = missing.map((ability) => (lacks as Record<string, string>)[ability] ?? `it offers no ${ability}`);
  return `${name} cannot show it: ${whys.join(', and ')}`;
}
