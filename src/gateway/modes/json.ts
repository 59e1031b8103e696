import type { JsonObject, JsonValue } from '../../contract/json.ts';
import { isObject } from '../../contract/merge-patch.ts';

/** A document with each of its objects changed, the inner ones first. */
export function eachObject(json: JsonObject, change: (object: JsonObject, name: string) => JsonObject): JsonObject {
  const walk = (value: JsonValue, name: string): JsonValue => {
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => walk(item, name));
    if (!isObject(value)) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member ?? null, key)]));
    return change(inner, name);
  };
  return walk(json, '') as JsonObject;
}
