import { isAbsolute, posix } from 'node:path';
import type { Result, ScenarioResult } from '../contract/types/result.ts';

/**
 * The file of a scenario as a CI system wants it: relative to the root of the repository. A feature of this package is named as in the
 * package; one outside of the repository keeps its absolute path.
 */
export const repositoryPath = (
  { uri, own }: Pick<ScenarioResult, 'uri' | 'own'>,
  { workingDirectory = '' }: Pick<Result, 'workingDirectory'>,
): string =>
  own !== true || isOutside(uri) ? uri : posix.normalize(posix.join(workingDirectory, uri.replaceAll('\\', '/')));

/** Only what is outside of the repository has an absolute path in a result. */
export const isOutside = (path: string): boolean => isAbsolute(path);
