import type { DataTable } from '@cucumber/cucumber';
import type { JsonObject, JsonValue } from '../src/contract/json.ts';

interface Patch {
  [name: string]: Patch | JsonValue;
}

/** Rows of path and value as a merge patch: `| paymentDetails.autoCapture | false |`; absent removes. */
export function patchOf(table: DataTable): JsonObject {
  const patch: Patch = {};
  for (const [path = '', value = ''] of table.raw()) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const parent = names.reduce<Patch>((object, name) => (object[name] ??= {}) as Patch, patch);
    parent[last] = valueOf(value);
  }
  return patch;
}

/** Rows of path and text by JSON Pointer. */
export function textsOf(table: DataTable): Record<string, string> {
  return Object.fromEntries(table.raw().map(([path = '', text = '']) => [`/${path.replaceAll('.', '/')}`, text]));
}

function valueOf(text: string): JsonValue {
  if (text === 'absent') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
