import { inWords } from '../../../contract/schema-words.ts';
import { code, needOf } from './conditions.ts';
import type { Located, SchemaReader } from './schema.ts';

/** One property of a content, however deep. */
export interface Property {
  /** `faults[].operation` */
  readonly path: string;
  /** What its value may be. */
  readonly kind: string;
  /** Whether it has to be there. */
  readonly need: string;
  readonly description?: string;
}

/** The properties of an object, each followed by those that it has itself, in the order of the schema. */
export function propertiesOf(object: Located, reader: SchemaReader, prefix = ''): Property[] {
  const { id, schema } = reader.resolved(object);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    if (typeof property === 'boolean') return [];
    const value = reader.resolved({ id, schema: property });
    const { items, description } = value.schema;
    const item = items && reader.resolved({ id: value.id, schema: items });
    const path = prefix + name;
    return [
      {
        ...{ path, kind: kindOf(value, item), need: needOf(name, schema) },
        ...(description !== undefined && { description }),
      },
      ...propertiesOf(value, reader, `${path}.`),
      ...(item === undefined ? [] : propertiesOf(item, reader, `${path}[].`)),
    ];
  });
}

function kindOf({ schema }: Located, item: Located | undefined): string {
  // The properties of an object follow it: they are not told twice.
  if (schema.type === 'object') return 'an object';
  return inWords(item === undefined ? schema : { ...schema, items: item.schema }, code);
}
