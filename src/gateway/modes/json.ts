import type { JsonObject, JsonValue } from '../../contract/json.ts';
import { isObject } from '../../contract/merge-patch.ts';

/** Nopan's error envelope. */
export const errorBody = (reasonCode: string, message: string): Buffer =>
  Buffer.from(
    JSON.stringify({ status: 'DECLINED', statusInfo: { reasonCode, message }, callId: '4a9137cf2ccf4c19-00982e' }),
  );

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
