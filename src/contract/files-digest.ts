import { hash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json.ts';

/** A file, named by its path relative to some folder, with `/`. */
export interface NamedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** SHA-256 over names and contents, hex, independent of their order. */
export function filesDigest(files: readonly NamedFile[]): string {
  const digests = files.map(({ name, content }) => [name, hash('sha256', content)] as const);
  return hash('sha256', canonicalJson(digests.sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** Names of the specs among the files of a folder. */
export const specFile = /\.(?:ya?ml|json)$/;

export const featureFile = /\.feature$/;

/** Step files and what they may import; installed packages are not the user's files. */
export const stepFile = /^(?!(?:.*\/)?node_modules\/).*\.(?:[cm]?js|json)$/;

/** The relative paths, with `/`, of matching files in a folder and below. Follows links; lists each folder once. */
export function filesBelow(dir: string, wanted: RegExp): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    const { dev, ino } = statSync(join(dir, folder));
    if (seen.has(`${dev}:${ino}`)) return;
    seen.add(`${dev}:${ino}`);
    for (const name of readdirSync(join(dir, folder)).sort()) {
      const path = folder === '' ? name : `${folder}/${name}`;
      // Installed packages are not the user's files, and their links can lead anywhere.
      if (name === 'node_modules') continue;
      if (statSync(join(dir, path), { throwIfNoEntry: false })?.isDirectory() === true) visit(path);
      else if (wanted.test(path)) found.push(path);
    }
  };
  visit('');
  return found.sort();
}
