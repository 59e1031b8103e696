import { relative } from 'node:path';
import { everyFile, type FileKind } from './file-list.ts';

/** Names of files that were probably meant to be read. */
const meant = { '.yaml': /\.(?:ya?ml|json)\s*$/i, '.json': /\.json\s*$/i };

const kindOf = (ending: keyof typeof meant): FileKind => ({
  noun: 'spec',
  code: 'ERR_SPEC',
  matches: (name) => name.endsWith(ending),
  lookalike: (name) =>
    !name.endsWith(ending) && meant[ending].test(name)
      ? { why: `does not end with ${ending}`, advice: `Rename it to end with ${ending}, or move it out of the folder.` }
      : undefined,
});

/**
 * The files with an ending in a folder of specs and below, by relative path with `/`, in order. Follows links.
 *
 * @throws ERR_SPEC when a file would be skipped silently; a system error for a missing folder
 */
export const specFilesBelow = (dir: string, ending: keyof typeof meant): string[] =>
  everyFile({ path: dir, where: dir }, kindOf(ending))
    .map((file) => relative(dir, file).replaceAll('\\', '/'))
    .sort();
