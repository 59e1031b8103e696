import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CertifyError } from '../errors.ts';
import { utf8Text } from '../file-text.ts';
import { longestFile, readRegularFile } from './regular-file.ts';
import { specFilesBelow } from './spec-files.ts';
import { shownPath } from './yaml-text.ts';

/** A folder of JSON Schemas: the text of each by its id, which is its path without `.json`. */
export type SchemaFiles = ReadonlyMap<string, string>;

/** @throws {CertifyError} ERR_SCHEMA when the folder or a file cannot be read. */
export function readSchemaFiles(dir: string): SchemaFiles {
  try {
    const ids = specFilesBelow(dir, '.json')
      .map((file) => file.slice(0, -'.json'.length))
      .sort();
    return new Map(ids.map((id) => [id, textOf(join(dir, `${id}.json`))]));
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    throw new CertifyError('ERR_SCHEMA', 'The folder of schemas cannot be read', {
      where: dir,
      expected: 'a readable folder of .json files',
      actual: (cause as Error).message,
      cause,
    });
  }
}

const textOf = (file: string): string =>
  utf8Text(readRegularFile(file, longestFile), { name: shownPath(file), code: 'ERR_SCHEMA' });

/** What tells two folders of schemas apart: SHA-256 over ids and texts, hex. */
export function digestOf(files: SchemaFiles): string {
  const hash = createHash('sha256');
  for (const [id, text] of files) hash.update(`${id}\0${text}\0`);
  return hash.digest('hex');
}
