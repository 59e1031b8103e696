import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

let library: typeof Yaml | undefined;

/** Loaded where it is needed only: a run on specs that were parsed ahead does without. */
export const yaml = (): typeof Yaml => (library ??= require('yaml') as typeof Yaml);
