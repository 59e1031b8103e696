import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { shownPath } from '../../contract/yaml-text.ts';
import { CertifyError } from '../../errors.ts';

/** Of Node.js 22.18 and later, which strip types by themselves. */
const strips = (process.features as { readonly typescript?: unknown }).typescript !== undefined;

const isTypeScript = (file: string): boolean => /\.[cm]?ts$/.test(file);

/** The loader of tsx where the user, or this package, has it installed. */
function tsxFor(file: string): string | undefined {
  for (const from of [file, import.meta.url]) {
    try {
      return pathToFileURL(createRequire(from).resolve('tsx')).href;
    } catch {
      // It is not installed there.
    }
  }
  return undefined;
}

/** Arguments with which Node.js loads these step files, if some are TypeScript. */
export function loaderArguments(files: readonly string[]): string[] {
  const file = files.find(isTypeScript);
  const tsx = file === undefined ? undefined : tsxFor(file);
  return tsx === undefined ? [] : ['--import', tsx];
}

/** @throws ERR_STEPS when there is TypeScript that nothing can load */
export function assertLoadable(
  files: readonly string[],
  node = { strips, version: process.version, resolve: tsxFor },
): void {
  const file = files.find(isTypeScript);
  if (file === undefined || node.strips || node.resolve(file) !== undefined) return;
  throw new CertifyError(
    'ERR_STEPS',
    `The step file ${shownPath(file)} is TypeScript, which Node.js ${node.version} does not load`,
    {
      where: shownPath(file),
      expected: 'the package tsx where the step file is, or Node.js 22.18 or later; nothing was sent',
      advice: 'npm install --save-dev tsx',
    },
  );
}
