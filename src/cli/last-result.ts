import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Schemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';

/**
 * What the last run left in a folder; undefined when there is none.
 *
 * @throws ERR_INPUT when the file is no result of this version
 */
export function lastResult(folder: string, schemas: Schemas): Result | undefined {
  const file = join(folder, 'result.json');
  if (!existsSync(file)) return undefined;
  const unreadable = (why: string, cause?: unknown): CertifyError =>
    new CertifyError('ERR_INPUT', `The last result cannot be read: ${why}`, {
      where: file,
      expected: 'a result as this version writes it (specs/schemas/result.schema.json)',
      advice: 'Run the certification again, or name another folder with --out.',
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable((error as Error).message, error);
  }
  const [violation] = schemas.violations('result.schema', value);
  if (violation !== undefined) throw unreadable(`${violation.pointer || 'the file'} ${violation.message}`);
  return value as Result;
}
