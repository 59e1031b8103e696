import type { ValidateFunction } from 'ajv/dist/2020.js';
import { CertifyError } from '../errors.ts';
import { precompiledFor } from './precompiled.ts';
import { compileSchema, schemaCompiler } from './schema-compiler.ts';
import { readSchemaFiles, type SchemaFiles } from './schema-files.ts';
import { didYouMean } from './suggestion.ts';
import { violationOf, type Violation } from './violation.ts';

/** A folder of JSON Schemas (2020-12). A schema's id is its path without `.json`: `payments/initiate.request`. */
export interface Schemas {
  readonly ids: readonly string[];
  has(id: string): boolean;
  /**
   * How a value departs from a schema, in the order of the schema; empty when it fits.
   * @throws {CertifyError} ERR_SCHEMA when there is no such schema, or when it is not valid itself.
   */
  violations(id: string, value: unknown): Violation[];
}

/** Keywords whose own error only repeats that of the subschema that failed. */
const wrappers = new Set(['if', 'allOf', '$ref']);

const loaded = new Map<string, Schemas>();

/**
 * Reads every schema below a folder, once in a process. They refer to each other by relative path, so that editors resolve the
 * same references.
 * @throws {CertifyError} ERR_SCHEMA when a file cannot be read or is not JSON.
 */
export function loadSchemas(dir: string): Schemas {
  const known = loaded.get(dir) ?? readSchemas(dir);
  loaded.set(dir, known);
  return known;
}

function readSchemas(dir: string): Schemas {
  const files = readSchemaFiles(dir);
  const validatorOf = precompiledValidators(files) ?? compiledValidators(dir, files);
  const validator = (id: string): ValidateFunction => {
    const found = files.has(id) ? validatorOf(id) : undefined;
    if (found !== undefined) return found;
    throw new CertifyError('ERR_SCHEMA', `There is no schema ${id}`, {
      where: dir,
      expected: `a file ${id}.json`,
      advice: didYouMean(id, [...files.keys()]),
    });
  };
  return {
    ids: [...files.keys()],
    has: (id) => files.has(id),
    violations(id, value) {
      return violationsBy(validator(id), value);
    },
  };
}

export function violationsBy(validate: ValidateFunction, value: unknown): Violation[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).filter(({ keyword }) => !wrappers.has(keyword)).map(violationOf);
}

type Validators = (id: string) => ValidateFunction | undefined;

function precompiledValidators(files: SchemaFiles): Validators | undefined {
  const validators = precompiledFor(files);
  return validators && ((id) => validators[id]);
}

function compiledValidators(dir: string, files: SchemaFiles): Validators {
  const ajv = schemaCompiler(dir, files);
  return (id) => compileSchema(ajv, dir, id, files);
}
