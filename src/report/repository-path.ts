import { isAbsolute, posix } from 'node:path';
import type { Result, ScenarioResult } from '../contract/types/result.ts';

/**
 * The file of a scenario for a CI system: relative to the root of the repository. A built-in feature is named as in the
 * package; one outside of the repository keeps its absolute path.
 */
export const repositoryPath = (
  { uri, own }: Pick<ScenarioResult, 'uri' | 'own'>,
  { workingDirectory = '' }: Pick<Result, 'workingDirectory'>,
): string =>
  own !== true || isOutside(uri) ? uri : posix.normalize(posix.join(workingDirectory, uri.replaceAll('\\', '/')));

/** In a result, only a file outside of the repository has an absolute path. */
export const isOutside = (path: string): boolean => isAbsolute(path);
