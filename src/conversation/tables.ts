import { CertifyError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../contract/json.ts';

/** The rows of a table, as Gherkin has them. */
export type Rows = readonly (readonly string[])[];

interface Patch {
  [name: string]: Patch | JsonValue;
}

/** Rows of path and value as a merge patch: `| paymentDetails.autoCapture | false |`; absent removes. */
export function patchOf(rows: Rows): JsonObject {
  const patch: Patch = {};
  for (const [path = '', value = ''] of rows) {
    const names = path.split('.').map(memberName);
    const last = names.pop() ?? '';
    const parent = names.reduce<Patch>((object, name) => (object[name] ??= {}) as Patch, patch);
    parent[last] = valueOf(value);
  }
  return patch;
}

/** @throws ERR_FEATURE for a name that means something else to JavaScript than to JSON */
function memberName(name: string): string {
  if (!(name in Object.prototype)) return name;
  throw new CertifyError('ERR_FEATURE', `A table cannot name the member "${name}"`, {
    expected: 'names of members of the request, such as paymentDetails.amount',
    actual: name,
    advice: 'Name another member.',
  });
}

/** Rows of path and text by JSON Pointer. */
export function textsOf(rows: Rows): Record<string, string> {
  return Object.fromEntries(rows.map(([path = '', text = '']) => [`/${path.replaceAll('.', '/')}`, text]));
}

function valueOf(text: string): JsonValue {
  if (text === 'absent') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
