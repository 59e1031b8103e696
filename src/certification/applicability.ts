import type { Requirement } from '../contract/types/requirements.ts';
import { requirementIds } from './tags.ts';

/** Whether the integration uses a capability (`applies` of a requirement). Without a list of what it uses, it uses everything. */
export const uses =
  (capabilities: readonly string[] | undefined) =>
  (capability: string): boolean =>
    capability === 'always' || (capabilities?.includes(capability) ?? true);

/** Why a scenario does not concern the integration; undefined when one of its requirements does. */
export function inapplicable(
  tags: readonly string[],
  catalogue: readonly Requirement[],
  capabilities: readonly string[] | undefined,
): string | undefined {
  const ids = requirementIds(tags);
  const own = catalogue.filter(({ id }) => ids.includes(id)).map(({ applies }) => applies);
  if (own.length === 0 || own.some(uses(capabilities))) return undefined;
  return notUsed([...new Set(own)].join(' and no '));
}

export const notUsed = (capability: string): string => `not applicable: the integration uses no ${capability}`;
