/** The part of a JSON Schema that words can say, its references resolved. */
export interface SchemaFacts {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: SchemaFacts;
  readonly required?: readonly string[];
}

/** What a value may be, for people: `a whole number from 1 to 60000`. Values that can be listed pass through `word`. */
export function inWords(schema: SchemaFacts, word: (value: string) => string = String): string {
  const { type, enum: values, minimum, maximum, maxLength, maxItems, items = {}, required = [] } = schema;
  if (values !== undefined) return values.map(word).join(', ');
  switch (type) {
    case 'boolean':
      return ['true', 'false'].map(word).join(', ');
    case 'integer':
      return `a whole number${range(minimum, maximum)}`;
    case 'number':
      return `a number${range(minimum, maximum)}`;
    case 'array':
      return `a list of ${atMost(maxItems)}${members(items, word)}`;
    case 'object':
      return required.length === 0 ? 'an object' : `an object with ${required.join(', ')}`;
    default:
      return schema.format === 'date-time'
        ? 'a time (RFC 3339)'
        : `text${maxLength === undefined ? '' : ` of up to ${maxLength} characters`}`;
  }
}

function range(minimum: number | undefined, maximum: number | undefined): string {
  return `${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}`;
}

const atMost = (items: number | undefined): string => (items === undefined ? '' : `up to ${items} `);

function members(items: SchemaFacts, word: (value: string) => string): string {
  if (items.enum !== undefined) return inWords(items, word);
  return items.type === 'object' ? 'objects' : 'names';
}
