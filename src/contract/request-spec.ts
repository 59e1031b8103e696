import { join } from 'node:path';
import { CertifyError } from '../errors.ts';
import type { Schemas } from './schemas.ts';
import { loadSpecFolder, type Folders, type SpecFolder } from './spec-folder.ts';
import { didYouMean } from './suggestion.ts';
import type { RequestSpecDocument, Response, Variant } from './types/request-spec.ts';
import type { YamlFile } from './yaml-file.ts';
import { shownPath } from './yaml-text.ts';

/** One call to Nopan, as its YAML file says, and where in that file each value stands. */
export type RequestSpec = YamlFile<RequestSpecDocument>;

export type RequestSpecs = SpecFolder<RequestSpec>;

/** What a spec says about an answer. */
export type ResponseSpec = Response;

/**
 * Reads all request specs below the folders.
 * @throws {CertifyError} ERR_SPEC with `file:line:column` when a spec does not fit its schema, its id is not its path, a
 *   variable is malformed, or it names a schema that does not exist.
 */
export function loadRequestSpecs(folders: Folders, schemas: Schemas): RequestSpecs {
  return loadSpecFolder<RequestSpecDocument, RequestSpec>(
    folders,
    schemas,
    'request-spec.schema',
    'request spec',
    (file) => {
      checkSchemasExist(file, schemas);
      return file;
    },
  );
}

function checkSchemasExist(file: RequestSpec, schemas: Schemas): void {
  for (const [status, { schema }] of Object.entries(file.value.responses)) {
    if (schema === undefined || schemas.has(schema)) continue;
    throw new CertifyError('ERR_SPEC', `There is no schema ${schema}`, {
      where: file.at(`/responses/${status}/schema`),
      expected: `a file ${shownPath(join(file.file.slice(0, -`${file.value.id}.yaml`.length), '../schemas', `${schema}.json`))}`,
      advice: didYouMean(schema, schemas.ids),
    });
  }
}

/**
 * The variants that a name joins with plus signs: `satispay+deferred-capture`.
 * @throws {CertifyError} ERR_SPEC when one of them does not exist.
 */
export function variantsOf(spec: RequestSpec, joined: string): [name: string, variant: Variant][] {
  const all = spec.value.variants ?? {};
  return joined.split('+').map((name) => {
    const variant = Object.hasOwn(all, name) ? all[name] : undefined;
    if (variant !== undefined) return [name, variant];
    throw new CertifyError('ERR_SPEC', `${spec.value.id} has no variant ${name}`, {
      where: spec.at('/variants'),
      expected: `one of ${Object.keys(all).join(', ') || 'none'}`,
      advice: didYouMean(name, Object.keys(all)),
    });
  });
}

/** What a spec says about a status: its own entry, or the default one, or nothing. */
export function responseSpec(spec: RequestSpec, status: number): ResponseSpec | undefined {
  return spec.value.responses[String(status)] ?? spec.value.responses.default;
}
