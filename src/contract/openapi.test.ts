import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot, requestsDir, schemasDir } from './locations.ts';
import { valueAt } from './pointer.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';

/** Nopan's own description of the API. It is not part of this package: whoever has it beside the checkout compares. */
const openapiFile = join(packageRoot(), '..', 'shared', 'nopan', 'openapi.yaml');

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  /** The documented values of something that may have others, too. */
  readonly examples?: readonly string[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** A property that stands somewhere in a schema: its type, its values, whether it must be there. */
type Properties = Map<string, { type?: string; values?: string; required?: boolean }>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

const own = (id: string): Schema => JSON.parse(readFileSync(join(schemasDir, `${id}.json`), 'utf8')) as Schema;

/** What a schema of ours is, its references followed: the schemas that apply to the same value, with the file of each. */
function applied(schema: Schema, file: string): [Schema, string][] {
  if (schema.$ref === undefined) return [[schema, file]];
  const [path = '', pointer = ''] = schema.$ref.split('#');
  const target = path === '' ? file : posix.join(posix.dirname(file), path.replace('.json', ''));
  return [[schema, file], ...applied(valueAt(own(target), pointer) as Schema, target)];
}

function properties(schema: Schema, file: string, path = '', found: Properties = new Map()): Properties {
  for (const [part, partFile] of applied(schema, file)) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const at = `${path}/${name}`;
      const known = found.get(at) ?? {};
      for (const [{ type, examples, enum: values = examples, pattern }] of applied(property, partFile)) {
        if (type !== undefined) known.type = type;
        if (values !== undefined || pattern !== undefined)
          known.values ??= pattern ?? [...(values ?? [])].sort().join(' ');
      }
      if (part.required?.includes(name)) known.required = true;
      found.set(at, known);
      properties(property, partFile, at, found);
    }
    if (part.items !== undefined) properties(part.items, partFile, `${path}[]`, found);
  }
  return found;
}

const content = (of?: { content?: Readonly<Record<string, { schema: Schema }>> }): Schema | undefined =>
  Object.values(of?.content ?? {})[0]?.schema;

/** The parameters of a query as the members of an object, if there are any. */
function query({ parameters = [] }: Operation): Schema | undefined {
  const documented = parameters.filter((parameter) => parameter.in === 'query');
  if (documented.length === 0) return undefined;
  return {
    required: documented.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(documented.map(({ name, schema }) => [name, schema])),
  };
}

describe.runIf(existsSync(openapiFile))('every documented field is known, with its type and its values', () => {
  const text = existsSync(openapiFile) ? readFileSync(openapiFile, 'utf8') : 'paths: {}';
  const { paths } = parse(text, { maxAliasCount: -1 }) as { paths: Record<string, Record<string, Operation>> };
  const schemas = loadSchemas(schemasDir);
  const specs = loadRequestSpecs(requestsDir, schemas);

  /** Pairs of a documented schema and the one of ours that speaks of the same. */
  const pairs: [id: string, documented: Schema][] = [];
  const add = (id: string, documented: Schema | undefined) => {
    if (documented !== undefined) pairs.push([id, documented]);
  };
  for (const id of specs.ids) {
    const path = `/${id
      .replace(/^payments\/(status|events)$/, 'payments/{transactionId}/$1')
      .replace(/^reports\/search$/, 'reports')}`;
    const operation = Object.values(paths[path] ?? {})[0];
    add(`${id}.request`, content(operation?.requestBody));
    add(`${id}.request`, operation && query(operation));
    add(`${id}.response`, content(operation?.responses['200']));
    add('error', content(operation?.responses['400']));
  }
  for (const type of ['INITIATE', 'FINALIZE', 'CAPTURE', 'REFUND']) {
    const path = `/notifications/payment${type.charAt(0)}${type.slice(1).toLowerCase()}`;
    add(`webhooks/PAYMENT_${type}`, content(paths[path]?.['post']?.requestBody));
  }

  test('there is something to compare', () => {
    expect(pairs.length).toBeGreaterThan(25);
  });

  test.each(pairs)('%s', (id, documented) => {
    const ours = properties(own(id), id);
    for (const [path, { type, values, required }] of properties(documented, '')) {
      const known = ours.get(path);
      expect(known, `${id} lacks ${path}`).toBeDefined();
      if (type !== undefined) expect(known?.type, `type of ${path}`).toBe(type);
      if (values !== undefined) expect(known?.values, `values of ${path}`).toBe(values);
      if (required === true) expect(known?.required, `${path} is required`).toBe(true);
    }
  });
});
