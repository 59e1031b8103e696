import { join } from 'node:path';
import { CertifyError } from '../errors.ts';
import { schemasDir } from './locations.ts';
import { compileSchema, schemaCompiler } from './schema-compiler.ts';
import { readSchemaFiles } from './schema-files.ts';
import { violationsBy, type Schemas } from './schemas.ts';
import { shownPath } from './yaml-text.ts';

/**
 * Our schemas and those of another folder, which refer to ours by the path that these would have beside them: `../common.json`.
 * All of them are compiled at once, so that a broken one is told before anything is sent.
 *
 * @throws {CertifyError} ERR_SCHEMA when one cannot be read, is not valid, or has the id of one of ours
 */
export function withOwnSchemas(ours: Schemas, dir: string): Schemas {
  const files = readSchemaFiles(dir);
  for (const id of files.keys()) if (ours.has(id)) throw twice(id, dir);
  const ajv = schemaCompiler(dir, new Map([...readSchemaFiles(schemasDir), ...files]));
  const validators = new Map([...files.keys()].map((id) => [id, compileSchema(ajv, dir, id, files)]));
  return {
    ids: [...ours.ids, ...files.keys()],
    has: (id) => validators.has(id) || ours.has(id),
    violations(id, value) {
      const validate = validators.get(id);
      return validate === undefined ? ours.violations(id, value) : violationsBy(validate, value);
    },
  };
}

function twice(id: string, dir: string): CertifyError {
  return new CertifyError('ERR_SCHEMA', `Duplicate schema id: ${id}`, {
    where: shownPath(join(dir, `${id}.json`)),
    expected: `another name than that of ${shownPath(join(schemasDir, `${id}.json`))}`,
    advice: 'Put your schemas into a folder of their own name.',
  });
}
