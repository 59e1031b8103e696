import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { packageRoot } from './locations.ts';
import { digestOf, type SchemaFiles } from './schema-files.ts';

/** Where `npm run build` writes the validators of specs/schemas: compiling them takes a good part of a short run. */
export const precompiledFile: string = join(packageRoot(), 'dist/validators.cjs');

interface Precompiled {
  /** Of the schemas that the validators were made from. */
  readonly digest: string;
  readonly validators: Readonly<Record<string, ValidateFunction>>;
}

/** The validators that were compiled ahead of time, if they were made from exactly these schemas. */
export function precompiledFor(files: SchemaFiles): Precompiled['validators'] | undefined {
  if (!existsSync(precompiledFile)) return undefined;
  const { digest, validators } = createRequire(import.meta.url)(precompiledFile) as Precompiled;
  return digest === digestOf(files) ? validators : undefined;
}
