import { canonicalJson } from '../contract/canonical-json.ts';
import type { ProtocolSetting } from '../contract/protocol.ts';
import type { Assumption, Result } from '../contract/types/result.ts';

/** Every setting of the wire profile by its id, for the canonical result. */
export function profileOf(settings: readonly ProtocolSetting[]): Result['profile'] {
  return ordered(Object.fromEntries(settings.map(({ id, value }) => [id, value])));
}

/** The settings that a reader of the result has to know of: those that no page states, and those changed for this run. */
export function assumptionsOf(settings: readonly ProtocolSetting[]): Assumption[] {
  return settings.filter((setting) => setting.status !== 'documented' || setting.default !== undefined).map(ordered);
}

/** With members in the order of the result's file, so that a report says the same when it is made again from that. */
const ordered = <T>(value: T): T => JSON.parse(canonicalJson(value)) as T;
