import { join } from 'node:path';
import { stringify } from 'yaml';
import { withVisibleControls } from '../report/text.ts';
import { writeNewFiles, type NewFile } from './new-files.ts';
import { hint } from './program-name.ts';
import type { PassphraseSettings } from './passphrase.ts';

/** What both commands that make keys are told. */
export interface MakingSettings extends PassphraseSettings {
  readonly out: string;
  readonly force: boolean;
}

export interface MadeFile extends NewFile {
  /** What it is, in a few words. */
  readonly about: string;
}

/** A private file and a public one. */
export const privateMode = 0o600;
export const publicMode = 0o644;

/**
 * Writes the files, and prints what they are and what to do with them.
 *
 * @throws ERR_OUTPUT
 */
export function writeMadeFiles(
  files: readonly MadeFile[],
  steps: readonly string[],
  { out, force }: MakingSettings,
): void {
  writeNewFiles(files, { folder: out, force });
  const width = Math.max(...files.map(({ name }) => join(out, name).length));
  const written = files.map(({ name, about }) => `  ${join(out, name).padEnd(width)}  ${about}`);
  const next = steps.map((step, index) => `  ${index + 1}. ${step.replaceAll('\n', '\n     ')}`);
  process.stdout.write(withVisibleControls(hint(`${['Written', ...written, '', 'Next', ...next].join('\n')}\n`)));
}

export const privateAbout = (passphrase: string | undefined): string =>
  passphrase === undefined
    ? 'private key, not encrypted (--passphrase-env NAME does that); hand it to nobody, keep it out of version control'
    : 'private key, encrypted; hand it to nobody';

/** A part of nopan-certify.config.yaml, as a paragraph of a step. */
export const configurationPart = (part: object): string => `\n${stringify(part, { lineWidth: 0 }).trimEnd()}`;
