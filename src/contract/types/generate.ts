import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileFromFile } from 'json-schema-to-typescript';

const schemas = fileURLToPath(new URL('../../../specs/schemas/', import.meta.url));
const types = fileURLToPath(new URL('./', import.meta.url));

/** The TypeScript of one of the project's own schemas, as it stands in the file beside this one. */
export async function typesOf(schemaFile: string): Promise<string> {
  return compileFromFile(schemas + schemaFile, {
    bannerComment: `// Made from specs/schemas/${schemaFile} by "npm run types". Change the schema, not this file.`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    cwd: schemas,
    style: { singleQuote: true, printWidth: 120 },
  });
}

/** The schemas of this project's own files, each of which becomes a file of types. */
export function ownSchemas(): string[] {
  return readdirSync(schemas).filter((name) => name.endsWith('.schema.json'));
}

export const typesFile = (schemaFile: string): string => types + schemaFile.replace('.schema.json', '.ts');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of ownSchemas()) writeFileSync(typesFile(file), await typesOf(file));
}
