import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { featureFile, filesBelow, specFile, stepFile } from '../contract/files-digest.ts';
import { featuresDir, packageRoot, specsDir } from '../contract/locations.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import type { Member } from '../package/member.ts';
import { formatNames, formats, type Format } from '../report/formats.ts';
import { readInputFile } from './input-file.ts';

/** The reports of a run that are in the folder: a user may keep other files there, which are nobody's business. */
export const reportMembers = (folder: string, kinds: readonly Format[] = formatNames): Member[] =>
  kinds
    .map((name) => formats[name].file)
    .filter((file) => existsSync(join(folder, file)))
    .map((file) => member(`reports/${file}`, join(folder, file)));

/** Folders of the user's own that features may build on. */
export interface OwnFolders {
  readonly specs?: string;
  readonly steps?: string;
}

/**
 * All built-in specs and features, so that a missing one is noticed; the user's specs and step files; and
 * the user's features that took part.
 */
export function configurationMembers({ scenarios }: Result, { specs, steps }: OwnFolders): Member[] {
  const uris = [...new Set(scenarios.map(({ uri }) => uri))];
  return [
    ...catalogueMembers(),
    ...(specs === undefined ? [] : membersOf('own/specs', specs, specFile)),
    ...(steps === undefined ? [] : membersOf('own/steps', steps, stepFile)),
    ...uris.flatMap(ownFeature),
  ];
}

/** The built-in specs and features, which every package holds. */
export const catalogueMembers = (): Member[] => [
  ...membersOf('specs', specsDir, specFile),
  ...membersOf('features', featuresDir, featureFile),
];

const membersOf = (folder: string, dir: string, wanted: RegExp): Member[] =>
  filesBelow(dir, wanted).map((path) => member(`${folder}/${path}`, join(dir, path)));

/** As results name features: one of ours by its path in this package, another as the user named it. */
function ownFeature(uri: string): Member[] {
  const ours = join(packageRoot(), uri);
  const isOurs = !isAbsolute(uri) && uri.startsWith('features/') && existsSync(ours);
  // Those of our examples are named by their path in this package, too.
  const file = (isOurs ? [ours] : [resolve(uri), ours]).find((path) => existsSync(path));
  // A result comes from a file that may name anything.
  if (!uri.endsWith('.feature') || file === undefined) throw missingFeature(uri);
  return isOurs ? [] : [member(`own/${withoutPlace(uri)}`, file)];
}

/** Where a folder of the user's lies is left out: `../checks/a.feature` and `/home/me/checks/a.feature`. */
const withoutPlace = (uri: string): string =>
  uri
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => !/^(?:\.{0,2}|[a-z]:)$/i.test(segment))
    .join('/');

const member = (name: string, file: string): Member => ({ name, content: readInputFile(file) });

const missingFeature = (uri: string): CertifyError =>
  new CertifyError('ERR_INPUT', 'A feature of the run is not there', {
    where: uri,
    expected: 'the .feature file that its scenarios are from',
    advice: 'Pack it in the folder in which it was run, with the features that were there.',
  });
