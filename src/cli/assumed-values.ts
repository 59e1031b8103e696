import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assumptionsOf } from '../certification/settings.ts';
import type { JsonValue } from '../contract/json.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { valueAt } from '../contract/pointer.ts';
import { loadProtocol, type ProtocolSetting } from '../contract/protocol.ts';
import { inWords, type SchemaFacts } from '../contract/schema-words.ts';
import { loadSchemas } from '../contract/schemas.ts';

/** A value of specs/protocol.yaml with its standing, and what may take its place. */
export interface AssumedValue {
  readonly id: string;
  readonly value: JsonValue;
  readonly status: ProtocolSetting['status'];
  /** Labels of docs/nopan-sources.md. */
  readonly source: string;
  /** Why this value; a documented one needs no reason. */
  readonly reason?: string;
  readonly mayBe: string;
  /** The option that changes it. */
  readonly change: string;
}

/** The values that no page of Nopan states; with `all` the documented ones too. */
export function assumedValues({ all = false }: { readonly all?: boolean } = {}): AssumedValue[] {
  const { settings } = loadProtocol(protocolFile, loadSchemas(schemasDir));
  const schema: unknown = JSON.parse(readFileSync(join(schemasDir, 'protocol.schema.json'), 'utf8'));
  const shown = all ? settings : settings.filter((setting) => assumptionsOf([setting]).length > 0);
  return shown.map(({ id, value, status, source, why }) => ({
    id,
    value,
    status,
    source,
    ...(why !== undefined && { reason: why }),
    mayBe: inWords(schemaOfValue(schema, id)),
    change: `--protocol ${id}=<value>`,
  }));
}

interface Schema extends SchemaFacts {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A setting narrows its value itself, or shares a definition that does. */
function schemaOfValue(schema: unknown, id: string): Schema {
  const setting = valueAt(schema, `/properties/${id.replace('.', '/properties/')}`) as Schema;
  const definition = valueAt(schema, setting.$ref?.slice(1) ?? '') as Schema;
  return setting.properties?.['value'] ?? definition.properties?.['value'] ?? {};
}
