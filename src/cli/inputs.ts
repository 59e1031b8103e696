import { basename, join, relative, resolve } from 'node:path';
import { readRegularFile } from '../config/bounded-file.ts';
import { featureFile, filesBelow, filesDigest, specFile, stepFile, type NamedFile } from '../contract/files-digest.ts';
import { featuresDir, packageRoot, specsDir } from '../contract/locations.ts';
import type { Inputs } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { isBuiltIn } from '../runner/feature-name.ts';
import type { OwnChecks } from '../certification/own-checks.ts';

/** Of a feature, a spec or a step file, in bytes. */
const longest = 64 << 20;

/** Digests of our own features and specs. */
export const catalogueInputs = (): Pick<Inputs, 'features' | 'specs'> => ({
  features: filesDigest(filesIn(featuresDir, featureFile)),
  specs: filesDigest(filesIn(specsDir, specFile)),
});

/**
 * Digests of all that decides on a run besides its configuration and wire profile.
 *
 * @param own folders of the user's own, by absolute paths
 * @param uris the feature files of all scenarios, selected or not
 * @throws ERR_INPUT when a file cannot be read
 */
export function contentInputs(own: OwnChecks, uris: readonly string[]): Omit<Inputs, 'protocol' | 'configuration'> {
  const { features, specs, steps } = own;
  const custom = customFeatures(uris, features);
  return {
    ...catalogueInputs(),
    steps: filesDigest(filesIn(...ourSteps())),
    ...(custom.length > 0 && { customFeatures: filesDigest(custom) }),
    ...(specs !== undefined && { customSpecs: filesDigest(filesIn(specs, specFile)) }),
    ...(steps !== undefined && { customSteps: filesDigest(filesIn(steps, stepFile)) }),
  };
}

/** The sources where these run, else what was compiled. */
const ourSteps = (): [dir: string, wanted: RegExp] =>
  import.meta.url.endsWith('.ts')
    ? [join(packageRoot(), 'steps'), /\.ts$/]
    : [join(packageRoot(), 'dist/steps'), /\.js$/];

/** As results name features: one of ours by its path in this package, another as the user named it. */
function customFeatures(uris: readonly string[], folder?: string): NamedFile[] {
  return [...new Set(uris)].flatMap((uri) => {
    // Whoever asks for such a file is told by whoever packs it.
    if (isBuiltIn(uri) || !featureFile.test(uri)) return [];
    const path = [resolve(uri), join(packageRoot(), uri)];
    const name = folder === undefined ? '..' : relative(folder, path[0] ?? '');
    return [{ name: name.startsWith('..') ? basename(uri) : name, content: contentOfFirst(path) }];
  });
}

function contentOfFirst(paths: readonly string[]): Buffer {
  const [path = '', ...others] = paths;
  try {
    return contentOf(path);
  } catch (error) {
    if (others.length === 0) throw error;
    return contentOfFirst(others);
  }
}

const filesIn = (dir: string, wanted: RegExp): NamedFile[] =>
  filesBelow(dir, wanted).map((name) => ({ name, content: contentOf(join(dir, name)) }));

function contentOf(file: string): Buffer {
  try {
    return readRegularFile(file, longest);
  } catch (cause) {
    throw new CertifyError('ERR_INPUT', `The file cannot be read: ${(cause as Error).message}`, {
      where: file,
      expected: 'a regular file that this user may read',
      advice: 'Check the path and the permissions of the file.',
      cause,
    });
  }
}
