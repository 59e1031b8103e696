import type { JsonObject, JsonValue } from './json.ts';

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies a JSON merge patch (RFC 7396 section 2): objects are merged, null removes, everything else replaces. */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** Two merge patches as one: what the first does, then what the second does. */
export function joinedPatches(first: JsonObject, second: JsonObject): JsonObject {
  const joined = new Map(Object.entries(first));
  for (const [name, value] of Object.entries(second)) {
    const before = joined.get(name);
    joined.set(name, isObject(before) && isObject(value) ? joinedPatches(before, value) : value);
  }
  return Object.fromEntries(joined);
}
