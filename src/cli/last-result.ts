import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Schemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { parsedResult, resultName } from './result-file.ts';

/**
 * What the last run left in a folder; undefined when there is none.
 *
 * @throws ERR_INPUT when the file is no result of this version
 */
export function lastResult(folder: string, schemas: Schemas): Result | undefined {
  const file = join(folder, resultName);
  if (!existsSync(file)) return undefined;
  return parsedResult(file, schemas, {
    what: 'The last result',
    advice: 'Run the certification again, or name another folder with --out.',
  });
}
