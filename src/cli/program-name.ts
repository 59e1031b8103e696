import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { spoken } from '../certification/commands.ts';
import type { Options } from '../contract/types/result.ts';
import { packageRoot } from '../contract/locations.ts';
import { pathInRepository } from '../runner/repository.ts';

/**
 * How this program was started, as a result keeps it. Undefined: as a package of a project, or by a path that says nothing of it.
 *
 * @example startedBy('/shop/dist/src/cli/main.js', '/shop') // 'dist/src/cli/main.js'
 */
export function startedBy(path = process.argv[1] ?? '', folder = process.cwd()): string | undefined {
  const file = path.replaceAll('\\', '/');
  if (file.includes('/node_modules/')) return undefined;
  if (basename(file, '.cmd') === 'nopan-certify') return 'nopan-certify';
  return /(?:^|\/)src\/cli\/main\.[jt]s$/.test(file) ? pathInRepository(path, folder).replaceAll('\\', '/') : undefined;
}

/** Whether our features are files of the current folder. */
export const isCheckout = (folder = process.cwd()): boolean =>
  ['features', 'specs/requirements.yaml', 'src/cli/main.ts'].every((path) => existsSync(join(folder, path)));

/** What a result keeps of how this program was started, and where. */
export function programOptions(): Pick<Options, 'program' | 'checkout'> {
  const program = startedBy();
  return { ...(program !== undefined && { program }), ...(isCheckout() && { checkout: true }) };
}

/** A hint of ours in the words that its reader can type, naming our files by where they are. */
export function hint(text: string): string {
  try {
    return located(spoken(text, { options: programOptions() }), process.cwd());
  } catch {
    // Where the current folder is gone nothing can be found out, and there is something to say nevertheless.
    return spoken(text, {});
  }
}

/**
 * A text in which each of our files has a path from a folder that does not have it.
 *
 * @example located('See specs/protocol.yaml.', '/shop') // 'See node_modules/nopan-certify/specs/protocol.yaml.'
 */
export function located(text: string, folder: string, root = packageRoot()): string {
  const inside = relative(folder, root);
  const place = (inside.startsWith('..') ? root : inside).replaceAll('\\', '/');
  return text.replaceAll(ownPath, (path) =>
    existsSync(join(folder, path)) || !existsSync(join(root, path)) ? path : `${place}/${path}`,
  );
}

const ownPath = /(?<![\w./\\-])(?:specs|docs)\/[\w./-]*\w/g;
