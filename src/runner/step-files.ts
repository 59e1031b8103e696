import { resolve } from 'node:path';
import type { ISupportCodeCoordinates } from '@cucumber/cucumber/api';

const fromSource = import.meta.url.endsWith('.ts');
const own = fromSource ? 'steps/**/*.ts' : 'dist/steps/**/*.js';

/** Where Cucumber finds step definitions: ours, and those in a folder of the user's own. */
export const stepFiles = (folder?: string): ISupportCodeCoordinates => ({
  importPaths: folder === undefined ? [own] : [own, `${resolve(folder)}/**/*.{js,mjs}`],
  requireModules: [],
  requirePaths: [],
  loaders: [],
});

/** A pattern that nothing matches: with none at all Cucumber would load whatever lies beside the features. */
export const noStepFiles: ISupportCodeCoordinates = { ...stepFiles(), importPaths: ['steps/none'] };
