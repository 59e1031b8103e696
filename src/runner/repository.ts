import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables in which CI systems name the folder of the checked-out repository. */
const variables = ['CI_PROJECT_DIR', 'GITHUB_WORKSPACE'];

/**
 * The repository root of a folder: from the CI variable, if the folder is below it, else the folder with `.git`, else the folder
 * itself.
 */
export const repositoryRoot = (folder = process.cwd(), env: Environment = process.env): string =>
  knownRoot(folder, env) ?? realpathSync(folder);

function knownRoot(folder: string, env: Environment): string | undefined {
  const real = realpathSync(folder);
  const named = variables.flatMap((variable) => realPath(env[variable] ?? '') ?? []);
  return named.find((root) => isBelow(root, real)) ?? gitRoot(real);
}

/** A folder relative to the root of its repository, with `/`: empty for the root itself. */
export const folderInRepository = (folder = process.cwd(), env: Environment = process.env): string =>
  relative(repositoryRoot(folder, env), realpathSync(folder)).replaceAll('\\', '/');

/** A path as typed in the current folder: relative to it, unless it is outside of the repository. */
export function pathInRepository(file: string, folder = process.cwd(), env: Environment = process.env): string {
  const real = realPath(file) ?? file;
  const near = relative(folder, file);
  if (!isOutside(near)) return near;
  const direct = relative(realpathSync(folder), real);
  if (!isOutside(direct)) return direct;
  return isBelow(repositoryRoot(folder, env), real) ? direct : file;
}

/** A path as it was typed, but relative for an absolute one in the repository, so that it is valid in other checkouts. */
export function typedPath(path: string, folder = process.cwd(), env: Environment = process.env): string {
  const root = knownRoot(folder, env);
  const real = realPath(path);
  return root !== undefined && real !== undefined && isBelow(root, real) ? pathInRepository(path, folder, env) : path;
}

const isOutside = (path: string): boolean => /^\.\.(?:[/\\]|$)/.test(path) || isAbsolute(path);

const isBelow = (root: string, path: string): boolean => !isOutside(relative(root, path));

function realPath(path: string): string | undefined {
  return isAbsolute(path) && existsSync(path) ? realpathSync(path) : undefined;
}

/** `.git` is a folder, or a file in a worktree or a submodule. */
function gitRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : gitRoot(parent);
}
