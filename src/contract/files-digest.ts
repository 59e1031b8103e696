import { hash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { canonicalJson } from './canonical-json.ts';

/** A file by its path below some folder, with `/` between folders. */
export interface NamedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** SHA-256 over names and contents, hex, whatever order they come in. */
export function filesDigest(files: readonly NamedFile[]): string {
  const digests = files.map(({ name, content }) => [name, hash('sha256', content)] as const);
  return hash('sha256', canonicalJson(digests.sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** Names of the specs among the files of a folder. */
export const specFile = /\.(?:ya?ml|json)$/;

export const featureFile = /\.feature$/;

/** What Cucumber loads, and what that may import beside it; what is installed is no check of anybody's own. */
export const stepFile = /^(?!(?:.*\/)?node_modules\/).*\.(?:[cm]?js|json)$/;

/** The paths of files in a folder and below it whose path fits, with `/` between folders. */
export const filesBelow = (dir: string, wanted: RegExp): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(dir.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .filter((path) => wanted.test(path))
    .sort();
