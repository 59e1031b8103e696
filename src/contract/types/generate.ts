import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const schemas = fileURLToPath(new URL('../../../specs/schemas/', import.meta.url));
const types = fileURLToPath(new URL('./', import.meta.url));

/** The TypeScript of one of the project's own schemas, as it stands in the file beside this one. */
export async function typesOf(schemaFile: string): Promise<string> {
  const schema = JSON.parse(readFileSync(schemas + schemaFile, 'utf8')) as JSONSchema;
  return compile(spelledOut(schema) as JSONSchema, schemaFile, {
    bannerComment: `// Made from specs/schemas/${schemaFile} by "npm run types". Change the schema, not this file.`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    cwd: schemas,
    style: { singleQuote: true, printWidth: 120 },
  });
}

/**
 * The same schema with each `$ref` that has keywords beside it written as an allOf, which means the same (JSON Schema
 * 2020-12 section 8.2.3.1) and which the generator understands: it would let the keywords replace what is referred to.
 */
function spelledOut(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(spelledOut);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...others } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, spelledOut(value)]),
  );
  const beside = Object.keys(others).filter((key) => !['title', 'description', '$schema', '$defs'].includes(key));
  if ($ref === undefined) return others;
  return beside.length === 0 ? { $ref, ...others } : { allOf: [{ $ref }, others] };
}

/** The schemas of this project's own files, each of which becomes a file of types. */
export function ownSchemas(): string[] {
  return readdirSync(schemas).filter((name) => name.endsWith('.schema.json'));
}

export const typesFile = (schemaFile: string): string => types + schemaFile.replace('.schema.json', '.ts');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of ownSchemas()) writeFileSync(typesFile(file), await typesOf(file));
}
