import { basename, join, relative, resolve } from 'node:path';
import { featureFile, filesBelow, filesDigest, specFile, stepFile, type NamedFile } from '../contract/files-digest.ts';
import { featuresDir, packageRoot, specsDir } from '../contract/locations.ts';
import type { Inputs } from '../contract/types/result.ts';
import { isBuiltIn } from '../runner/feature-name.ts';
import type { OwnChecks } from '../certification/own-checks.ts';
import { readInputFile } from './input-file.ts';

/** Digests of the built-in features and specs. */
export const catalogueInputs = (): Pick<Inputs, 'features' | 'specs'> => ({
  features: filesDigest(filesIn(featuresDir, featureFile)),
  specs: filesDigest(filesIn(specsDir, specFile)),
});

/**
 * Digests of everything that affects a run except its configuration and wire profile.
 *
 * @param own the user's folders, by absolute paths
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

/** The step sources when running from sources, otherwise the compiled files. */
const ourSteps = (): [dir: string, wanted: RegExp] =>
  import.meta.url.endsWith('.ts')
    ? [join(packageRoot(), 'steps'), /\.ts$/]
    : [join(packageRoot(), 'dist/steps'), /\.js$/];

/** The user's feature files, named relative to their folder. */
function customFeatures(uris: readonly string[], folder?: string): NamedFile[] {
  return [...new Set(uris)].flatMap((uri) => {
    // Packing reports other files.
    if (isBuiltIn(uri) || !featureFile.test(uri)) return [];
    const path = [resolve(uri), join(packageRoot(), uri)];
    const name = folder === undefined ? '..' : relative(folder, path[0] ?? '');
    return [{ name: name.startsWith('..') ? basename(uri) : name, content: contentOfFirst(path) }];
  });
}

function contentOfFirst(paths: readonly string[]): Buffer {
  const [path = '', ...others] = paths;
  try {
    return readInputFile(path);
  } catch (error) {
    if (others.length === 0) throw error;
    return contentOfFirst(others);
  }
}

const filesIn = (dir: string, wanted: RegExp): NamedFile[] =>
  filesBelow(dir, wanted).map((name) => ({ name, content: readInputFile(join(dir, name)) }));
