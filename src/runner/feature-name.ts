import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { featuresDir, packageRoot } from '../contract/locations.ts';
import { pathInRepository } from './repository.ts';

const root = packageRoot();
const names = new Map<string, string>();

/**
 * A feature file as results name it, from its path as Cucumber has it, which begins in this package: a file of this package stays as
 * it is; another is named as a user of the current folder would type it, which is an absolute path only outside of the repository.
 */
export function featureName(uri: string): string {
  const known = names.get(uri) ?? nameOf(uri);
  names.set(uri, known);
  return known;
}

function nameOf(uri: string): string {
  if (!uri.startsWith('..') && !isAbsolute(uri)) return uri;
  const shown = pathInRepository(resolve(root, uri));
  // The name is taken by a built-in feature.
  return !isAbsolute(shown) && existsSync(join(root, shown)) ? `./${shown}` : shown;
}

/** The place of a failure, `file:line:column`, without what differs on each machine: relative to this package or the current folder. */
export function placeName(where: string): string {
  if (!isAbsolute(where)) return where;
  const [, file = where, position = ''] = /^(.*?)((?::\d+)*)$/s.exec(where) ?? [];
  return `${file.startsWith(root + sep) ? relative(root, file) : pathInRepository(file)}${position}`;
}

/** The file that a name in a result refers to. */
export function fileOfFeature(name: string): string {
  const ours = join(root, name);
  return !isAbsolute(name) && !/^\.\.?(?:[/\\]|$)/.test(name) && existsSync(ours) ? ours : resolve(name);
}

const builtIn = new Map<string, boolean>();

/** Whether a feature is built in; only those certify. */
export function isBuiltIn(name: string): boolean {
  const known = builtIn.get(name) ?? fileOfFeature(name).startsWith(featuresDir + sep);
  builtIn.set(name, known);
  return known;
}
