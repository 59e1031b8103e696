import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { CertifyError } from '../errors.ts';
import { didYouMean } from './suggestion.ts';
import { violationOf, type Violation } from './violation.ts';

/** A folder of JSON Schemas (2020-12). A schema's id is its path without `.json`: `payments/initiate.request`. */
export interface Schemas {
  readonly ids: readonly string[];
  has(id: string): boolean;
  /**
   * How a value departs from a schema, in the order of the schema; empty when it fits. Compiles the schema on first use.
   * @throws {CertifyError} ERR_SCHEMA when there is no such schema, or when it is not valid itself.
   */
  violations(id: string, value: unknown): Violation[];
}

/** Keywords whose own error only repeats that of the subschema that failed. */
const wrappers = new Set(['if', 'allOf', '$ref']);

const loaded = new Map<string, Schemas>();

/**
 * Reads every schema below a folder, once in a process, since compiling is what takes time. They refer to each other by relative path, so that editors resolve the same references.
 * @throws {CertifyError} ERR_SCHEMA when a file cannot be read or is not JSON.
 */
export function loadSchemas(dir: string): Schemas {
  const known = loaded.get(dir) ?? readSchemas(dir);
  loaded.set(dir, known);
  return known;
}

function readSchemas(dir: string): Schemas {
  const ajv = new Ajv2020({
    strict: true,
    // It does not look through a $ref, and a $ref with properties beside it is how a definition is narrowed.
    strictTypes: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    // Compiling is what a run pays for, once a schema; validating is microseconds either way.
    inlineRefs: false,
    code: { optimize: false },
  });
  ajvFormats.default(ajv);
  const ids = schemaFiles(dir).map((file) => file.slice(0, -'.json'.length));
  for (const id of ids) ajv.addSchema(readSchema(dir, id), uri(id));

  const validator = (id: string) => {
    if (!ids.includes(id)) {
      throw new CertifyError('ERR_SCHEMA', `There is no schema ${id}`, {
        where: dir,
        expected: `a file ${id}.json`,
        advice: didYouMean(id, ids),
      });
    }
    try {
      return ajv.getSchema(uri(id)) ?? ajv.compile({ $ref: uri(id) });
    } catch (cause) {
      throw new CertifyError('ERR_SCHEMA', `The schema ${id} is not valid: ${(cause as Error).message}`, {
        where: join(dir, `${id}.json`),
        expected: 'a JSON Schema of draft 2020-12 without unknown keywords',
        advice: 'Correct the schema; references are relative file paths.',
        cause,
      });
    }
  };

  return {
    ids,
    has: (id) => ids.includes(id),
    violations(id, value) {
      const validate = validator(id);
      if (validate(value) === true) return [];
      return (validate.errors ?? []).filter(({ keyword }) => !wrappers.has(keyword)).map(violationOf);
    },
  };
}

/** The base that relative references are resolved against. */
const uri = (id: string): string => `file:///${id}.json`;

function schemaFiles(dir: string): string[] {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();
  } catch (cause) {
    throw new CertifyError('ERR_SCHEMA', 'The folder of schemas cannot be read', {
      where: dir,
      expected: 'a readable folder of .json files',
      actual: (cause as Error).message,
      cause,
    });
  }
}

function readSchema(dir: string, id: string): AnySchemaObject {
  const file = join(dir, `${id}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as AnySchemaObject;
  } catch (cause) {
    throw new CertifyError('ERR_SCHEMA', `The schema ${id} cannot be read: ${(cause as Error).message}`, {
      where: file,
      expected: 'a JSON file',
      cause,
    });
  }
}
