import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../contract/locations.ts';
import { shownPath } from '../contract/yaml-text.ts';

/**
 * A feature file as results name it, from its path as Cucumber has it, which begins in this package: a file of this package stays as
 * it is; another is named as a user of the current folder would type it, unless that is the name of one of ours.
 */
export function featureName(uri: string): string {
  if (!uri.startsWith('..')) return uri;
  const file = resolve(packageRoot(), uri);
  const shown = shownPath(file);
  return existsSync(join(packageRoot(), shown)) ? file : shown;
}
