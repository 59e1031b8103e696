import { lstatSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readBeginning } from '../contract/regular-file.ts';
import type { Result } from '../contract/types/result.ts';
import { loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { isArchive } from '../package/is-archive.ts';
import { pack } from '../package/pack.ts';
import { signerOf, type Signer } from '../package/signer.ts';
import { visibleLine } from '../report/text.ts';
import { prepareFolder } from '../report/write.ts';
import { writeNewFiles } from './new-files.ts';
import type { Format } from '../report/formats.ts';
import { configurationMembers, reportMembers, type OwnFolders } from './package-members.ts';
import { assertNotPublished } from './published-keys.ts';
import { passphraseOf, type PassphraseSettings } from './passphrase.ts';

export interface SigningSettings extends PassphraseSettings {
  readonly key?: string;
}

/** Where a package is from and where it goes. */
export interface Packing extends OwnFolders {
  /** The folder of the reports. */
  readonly reports: string;
  readonly file: string;
  readonly signer: Signer;
  /** Those that the run wrote; absent: whatever reports are there. */
  readonly written?: readonly Format[];
  readonly url?: string;
  /** Says nothing of it. */
  readonly quiet?: boolean;
}

/**
 * Makes sure that a package can be written there, before there is one.
 *
 * @throws ERR_OUTPUT
 */
export function assertPlace(file: string): void {
  try {
    prepareFolder(dirname(file));
  } catch (cause) {
    if (!(cause instanceof CertifyError)) throw cause;
    throw new CertifyError('ERR_OUTPUT', 'The package cannot be written there', {
      where: file,
      expected: 'a folder that can be written to',
      ...(cause.actual !== undefined && { actual: cause.actual }),
      advice: 'Name another file with --package.',
      cause,
    });
  }
}

/** Removes the package of an earlier run, in case this run is cut short. Any other file stays until it is overwritten. */
export function removeEarlierPackage(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return;
  if (isArchive(readBeginning(file, 4))) rmSync(file, { force: true });
}

/** @throws ERR_KEY, ERR_CONFIG */
export async function packageSigner(settings: SigningSettings): Promise<Signer> {
  const { key: file } = settings;
  if (file === undefined) return signerOf();
  const key = loadPrivateKey(file, passphraseOf(settings));
  await assertNotPublished(key, `--key ${file}`);
  return signerOf(key);
}

/**
 * Writes the package of a run, whose reports are there, and says so. Synchronous, since the last chance to write may be the exit of
 * the process.
 *
 * @throws ERR_OUTPUT, ERR_INPUT
 */
export function writePackage(
  result: Result,
  { reports, written, file, signer, url, quiet = false, ...own }: Packing,
): void {
  const members = [...reportMembers(reports, written), ...configurationMembers(result, own)];
  const content = pack({ result, members, signer, ...(url !== undefined && { url }) });
  writeNewFiles([{ name: basename(file), content, mode: 0o600 }], {
    folder: dirname(file),
    force: true,
    exactMode: true,
    advice: 'Name another file.',
  });
  if (quiet) return;
  const size = `${(content.length / 1e6).toFixed(1)} MB`;
  process.stdout.write(`${visibleLine(`Package  ${file} (${size}), ${signature(signer)}`)}\n`);
}

const signature = ({ kind, key: { keyid } }: Signer): string =>
  kind === 'own'
    ? `signed with the key ${keyid}`
    : 'signed with a key made for it alone: it proves that nothing was changed by accident, and nobody’s authorship';
