import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../contract/types/result.ts';
import { parsedResult, resultName, type ResultReader } from './result-file.ts';

/**
 * What the last run left in a folder; undefined when there is none.
 *
 * @throws ERR_INPUT when the file is no result of this version, contradicts itself, or its run did not finish
 */
export function lastResult(folder: string, reader: ResultReader): Result | undefined {
  const file = join(folder, resultName);
  // Reading reports a broken link.
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  return parsedResult(file, reader, {
    what: 'The last result',
    advice: 'Run the certification again, or name another folder with --out.',
  });
}
