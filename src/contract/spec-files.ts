import { relative } from 'node:path';
import { everyFile, type FileKind } from './file-list.ts';

/** What somebody may have meant to be read, by its name. */
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
 * The files with an ending below a folder of specs, relative to it and with `/`, in order. Links are followed.
 *
 * @throws ERR_SPEC when one would be passed over in silence; what the file system says of a folder that is not there
 */
export const specFilesBelow = (dir: string, ending: keyof typeof meant): string[] =>
  everyFile({ path: dir, where: dir }, kindOf(ending))
    .map((file) => relative(dir, file).replaceAll('\\', '/'))
    .sort();
