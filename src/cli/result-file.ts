import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { resultIn } from '../certification/result-in.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';

export const resultName = 'result.json';

/**
 * A result by its file, or by the folder that a run wrote it into.
 *
 * @throws ERR_INPUT when there is none, or it is no result of this version
 */
export function readResult(path: string, schemas: Schemas): Result {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, resultName) : path;
  return parsedResult(file, schemas, { what: 'The result', advice: 'Name a result.json, or a folder that holds one.' });
}

/** @throws ERR_INPUT */
export function parsedResult(
  file: string,
  schemas: Schemas,
  { what, advice }: { readonly what: string; readonly advice: string },
): Result {
  const unreadable = (why: string, cause?: unknown): CertifyError =>
    new CertifyError('ERR_INPUT', `${what} cannot be read: ${why}`, {
      where: file,
      expected: 'a result as this version writes it (specs/schemas/result.schema.json)',
      advice,
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw unreadable(code === 'ENOENT' ? 'there is no such file' : message, error);
  }
  const read = resultIn(value, schemas);
  if ('problem' in read) throw unreadable(read.problem);
  return read.result;
}
