import type { Ability, Connection } from '../target/connection.ts';

const needs = '@needs:';

/** The abilities that scenarios need, by their tags. */
export const neededBy = (tags: readonly string[]): Set<string> =>
  new Set(tags.filter((tag) => tag.startsWith(needs)).map((tag) => tag.slice(needs.length)));

/** What it means for a target to lack an ability. */
const lacks: Readonly<Record<Ability, string>> = {
  control: 'it cannot create test organizations or credentials, or send faulty responses on request',
  clock: 'its clock cannot be moved',
  webhooks: 'its webhooks do not arrive here, since the configuration names no URL for them (webhooks)',
  'synchronous-webhooks': 'it notifies only what no response has said already',
  mocking: 'it has no endpoint that arranges outcomes',
  approve: 'it has no approve endpoint',
  approval: 'it has no endpoint that approves payments or arranges outcomes',
  decline: 'it has no endpoint to decline for the payer',
  expire: 'it has no endpoint to end the time to approve',
};

/** What a scenario needs that its target lacks, as the reason to skip it; undefined when it lacks nothing. */
export function missingAbility(
  tags: readonly string[],
  connection: Pick<Connection, 'abilities' | 'lacking' | 'name'>,
): string | undefined {
  const known: readonly string[] = connection.abilities;
  const missing = [...neededBy(tags)].filter((ability) => !known.includes(ability));
  if (missing.length === 0) return undefined;
  const whys = new Set(missing.map((ability) => why(ability, connection)));
  return `${connection.name} cannot show it: ${[...whys].join(', and ')}`;
}

/** In words, with what was seen: `it has no approve endpoint (404 on POST /mock/payment/{transactionId}/approve)`. */
export function why(ability: string, { abilities, lacking = {} }: Pick<Connection, 'abilities' | 'lacking'>): string {
  const reasons = lacking as Readonly<Record<string, string | undefined>>;
  // If both are absent, all these scenarios have the same reason.
  const isOfBoth = ['mocking', 'approve', 'approval'].includes(ability) && !abilities.includes('approval');
  const seen = isOfBoth ? [reasons['mocking'], reasons['approve']] : [reasons[ability]];
  const told = [...new Set(seen.filter((reason) => reason !== undefined))].join(', ');
  const words = (lacks as Record<string, string | undefined>)[isOfBoth ? 'approval' : ability];
  return `${words ?? `it offers no ${ability}`}${told === '' ? '' : ` (${told})`}`;
}
