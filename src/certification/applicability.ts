import type { Requirement } from '../contract/types/requirements.ts';
import { requirementIds } from './tags.ts';

/** What the integration under test makes use of. */
export interface Use {
  /** Capabilities (`applies` of a requirement); absent: all. */
  readonly capabilities?: readonly string[];
  /** How its requests are signed (`signature.profile`); absent: by HTTP message signatures. */
  readonly scheme?: string;
}

/** What requirements apply to when requests are signed by RFC 9421: not listed as a capability, since a setting decides on it. */
const signatures = 'http-message-signature';

/** Whether what a requirement applies to is used. */
export const uses =
  ({ capabilities, scheme = signatures }: Use) =>
  (applies: string): boolean =>
    applies === 'always' || applies === scheme || (applies !== signatures && (capabilities?.includes(applies) ?? true));

/** Why a scenario does not concern the integration; undefined when one of its requirements does. */
export function inapplicable(tags: readonly string[], catalogue: readonly Requirement[], use: Use): string | undefined {
  const ids = requirementIds(tags);
  const own = catalogue.filter(({ id }) => ids.includes(id)).map(({ applies }) => applies);
  if (own.length === 0 || own.some(uses(use))) return undefined;
  return notUsed([...new Set(own)].join(' and no '));
}

export const notUsed = (capability: string): string => `not applicable: the integration uses no ${capability}`;
