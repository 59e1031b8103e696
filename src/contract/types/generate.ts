import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { valueAt } from '../pointer.ts';

const schemas = fileURLToPath(new URL('../../../specs/schemas/', import.meta.url));
const types = fileURLToPath(new URL('./', import.meta.url));

/** The TypeScript of one of the project's own schemas, as it stands in the file beside this one. */
export async function typesOf(schemaFile: string): Promise<string> {
  const schema = JSON.parse(readFileSync(schemas + schemaFile, 'utf8')) as JSONSchema;
  return compile(plain(schema) as JSONSchema, schemaFile, {
    bannerComment: `// Made from specs/schemas/${schemaFile} by "npm run types". Change the schema, not this file.`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    cwd: schemas,
    style: { singleQuote: true, printWidth: 120 },
  });
}

/** Keywords that no TypeScript type can say. */
const conditions = new Set(['if', 'then', 'else', 'not', 'dependentSchemas']);

/** Keywords that may stand beside a `$ref` without narrowing it. */
const annotations = new Set(['title', 'description', '$schema', '$defs']);

type Schema = Readonly<Record<string, unknown>>;

/**
 * The same schema without its conditions, and with each `$ref` that has keywords beside it written as an allOf. That means the
 * same (JSON Schema 2020-12 section 8.2.3.1), while the generator would let the keywords replace what is referred to.
 */
function plain(schema: unknown, root: unknown = schema): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(item, root));
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !conditions.has(keyword));
  const { $ref, ...others } = Object.fromEntries(kept.map(([keyword, value]) => [keyword, plain(value, root)]));
  const rest = withoutEmptyParts(others);
  if (typeof $ref !== 'string') return rest;
  if (Object.keys(rest).every((keyword) => annotations.has(keyword))) return { $ref, ...rest };
  return { allOf: [{ $ref }, stillRequired(rest, valueAt(root, $ref.slice(1)))] };
}

function withoutEmptyParts({ allOf, ...others }: Schema): Schema {
  if (!Array.isArray(allOf)) return others;
  const parts = allOf.filter((part) => Object.keys(part as Schema).length > 0) as unknown[];
  return parts.length === 0 ? others : { ...others, allOf: parts };
}

/** What is referred to may require the properties that are narrowed beside it; they stay required. */
function stillRequired(narrowed: Schema, target: unknown): Schema {
  const names = Object.keys(narrowed['properties'] ?? {});
  const required = ((target as Schema | undefined)?.['required'] ?? []) as string[];
  return { ...narrowed, required: names.filter((name) => required.includes(name)) };
}

/** The schemas of this project's own files, each of which becomes a file of types. */
export function ownSchemas(): string[] {
  return readdirSync(schemas).filter((name) => name.endsWith('.schema.json'));
}

/** The code knows a result as a whole; what is called so in specs/ is its file, which has it in two parts. */
const renamed: Readonly<Record<string, string>> = {
  'result.schema.json': 'result-file.ts',
  'whole-result.schema.json': 'result.ts',
};

export const typesFile = (schemaFile: string): string =>
  types + (renamed[schemaFile] ?? schemaFile.replace('.schema.json', '.ts'));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of ownSchemas()) writeFileSync(typesFile(file), await typesOf(file));
}
