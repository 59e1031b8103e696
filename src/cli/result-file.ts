import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resultIn } from '../certification/result-in.ts';
import type { Reference } from '../certification/reference.ts';
import { readRegularFile } from '../contract/regular-file.ts';
import { parseBounded } from '../contract/bounded-json.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas, type Schemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { loadReference } from './reference.ts';

export const resultName = 'result.json';

/** The largest result, in bytes; 5,000 scenarios take 70 MB. */
const longestResult = 256 << 20;

/** Schemas and reference, to read and judge results with. */
export interface ResultReader {
  readonly schemas: Schemas;
  readonly reference?: Reference;
}

/** A reader that judges results again; results of this version also by its features and specs. */
export const resultReader = async (): Promise<ResultReader> => ({
  schemas: loadSchemas(schemasDir),
  reference: await loadReference(),
});

/**
 * A result by its file, or by the folder that a run wrote it into.
 *
 * @throws ERR_INPUT when there is none, it is no result of this version, or it contradicts itself
 */
export function readResult(path: string, reader: ResultReader): Result {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, resultName) : path;
  return parsedResult(file, reader, { what: 'The result', advice: 'Name a result.json, or a folder that holds one.' });
}

/** @throws ERR_INPUT */
export function parsedResult(
  file: string,
  { schemas, reference }: ResultReader,
  { what, advice }: { readonly what: string; readonly advice: string },
): Result {
  const unreadable = (why: string, cause?: unknown): CertifyError =>
    new CertifyError('ERR_INPUT', `${what} cannot be read: ${why}`, {
      where: file,
      expected: 'a result as this version writes it (specs/schemas/result.schema.json)',
      advice: adviceOn(why) ?? advice,
      cause,
    });
  let value: unknown;
  try {
    value = parseBounded(readRegularFile(file, longestResult));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw unreadable(code === 'ENOENT' ? 'there is no such file' : message, error);
  }
  const read = resultIn(value, schemas, reference);
  if ('problem' in read) throw unreadable(read.problem);
  return read.result;
}

function adviceOn(why: string): string | undefined {
  if (why.startsWith('this run did not finish')) return 'Run the certification again to the end.';
  return why.startsWith('it contradicts itself')
    ? 'Do not rely on it: ask for the original file from the run.'
    : undefined;
}
