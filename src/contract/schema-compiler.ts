import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Ajv from 'ajv/dist/2020.js';
import type { Ajv2020, AnySchema, ValidateFunction } from 'ajv/dist/2020.js';
import { CertifyError } from '../errors.ts';
import { syntaxErrorPlace } from './json-syntax.ts';
import type { SchemaFiles } from './schema-files.ts';
import { schemaMistake } from './schema-mistake.ts';
import { shownPath } from './yaml-text.ts';

const require = createRequire(import.meta.url);

/** The base that relative references are resolved against. */
export const schemaUri = (id: string): string => `file:///${id}.json`;

/**
 * The compiler with every schema of a folder added to it.
 * @param source whether the code of the validators is to be kept
 * @throws {CertifyError} ERR_SCHEMA when a file is not JSON, ERR_SPEC when a schema has the identifier of another one.
 */
export function schemaCompiler(dir: string, files: SchemaFiles, source = false): Ajv2020 {
  // Loaded where it is needed only: a run on compiled validators does without.
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Ajv;
  const { default: addFormats } = require('ajv-formats') as { default: (ajv: Ajv2020) => void };
  const ajv = new Ajv2020({
    strict: true,
    // It does not look through a $ref, and a $ref with properties beside it is how a definition is narrowed.
    strictTypes: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    // Compiling is what is paid for, once a schema; validating is microseconds either way.
    inlineRefs: false,
    code: { optimize: false, source },
  });
  addFormats(ajv);
  for (const [id, text] of files) addSchema(ajv, dir, id, parsed(dir, id, text));
  return ajv;
}

const isSchema = (value: unknown): value is AnySchema =>
  typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));

/** A schema or part of it may have an invalid $id or the $id of another schema. */
function addSchema(ajv: Ajv2020, dir: string, id: string, schema: unknown): void {
  try {
    if (!isSchema(schema)) throw new Error('it must be an object or a boolean');
    ajv.addSchema(schema, schemaUri(id));
    if (typeof schema === 'object' && schema['$async'] !== undefined) throw new Error('"$async" is not supported');
  } catch (cause) {
    throw new CertifyError('ERR_SPEC', `The schema ${id} cannot be added to the others: ${(cause as Error).message}`, {
      where: shownPath(join(dir, `${id}.json`)),
      expected: 'a JSON Schema of draft 2020-12 with no $id, or a $id that no other schema has',
      advice: 'Remove $id: a schema is identified by its path.',
      cause,
    });
  }
}

/**
 * @param files the schemas of the folder
 * @throws {CertifyError} ERR_SCHEMA when the schema is not valid.
 */
export function compileSchema(ajv: Ajv2020, dir: string, id: string, files: SchemaFiles): ValidateFunction {
  try {
    return ajv.getSchema(schemaUri(id)) ?? ajv.compile({ $ref: schemaUri(id) });
  } catch (cause) {
    const message = (cause as Error).message.replace('strict mode: ', '').replace(/ from id \S+$/, '');
    const ids = Object.keys(ajv.schemas).map((uri) => uri.replace(/^file:\/\/\/|\.json$/g, ''));
    const known = { keywords: Object.keys(ajv.RULES.keywords), formats: Object.keys(ajv.formats), ids };
    const mistake = schemaMistake(id, (cause as Error).message, files, known);
    throw new CertifyError('ERR_SCHEMA', `The schema ${id} is not valid: ${message}`, {
      where: shownPath(join(dir, `${mistake.id}.json`)) + mistake.place,
      expected: 'a JSON Schema of draft 2020-12 without unknown keywords',
      advice:
        mistake.likely === undefined
          ? 'Correct the schema; references are relative file paths.'
          : `Did you mean ${mistake.likely}?`,
      cause,
    });
  }
}

function parsed(dir: string, id: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CertifyError('ERR_SCHEMA', `The schema ${id} cannot be read: ${(cause as Error).message}`, {
      where: shownPath(join(dir, `${id}.json`)) + syntaxErrorPlace(text, cause),
      expected: 'a JSON file',
      cause,
    });
  }
}
