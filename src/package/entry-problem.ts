import type { Entry } from 'yauzl';

/** How a zip tells of a system with file modes (APPNOTE 4.4.2.2), and where these begin in the attributes. */
const unixMode = ({ externalFileAttributes }: Entry): number => (externalFileAttributes >>> 16) & 0xf000;

const regularFile = 0x8000;

/** From this version on, sizes may be of 64 bits (APPNOTE 4.4.3.2). */
const zip64 = 45;

/** The kinds of name that mean another place on some system, or nothing on any. */
const unsafeName = /^[/\\]|^[a-z]:|\\|[\u0000-\u001f\u007f]|(?:^|\/)(?:\.{0,2})(?:\/|$)/i;

/** Programs that zip files add these; nopan-certify never does. */
export const packedAgain = 'This is not the file that nopan-certify wrote; it was packed again';

const isFolder = ({ fileName }: Entry): boolean => fileName.endsWith('/') && !unsafeName.test(fileName.slice(0, -1));

type Check = readonly [problem: string, applies: (entry: Entry, seen: ReadonlySet<string>) => boolean];

const checks: readonly Check[] = [
  [packedAgain, isFolder],
  ['The archive has a member with an unsafe name', ({ fileName }) => unsafeName.test(fileName)],
  ['The archive has a name twice', ({ fileName }, seen) => seen.has(folded(fileName))],
  ['The archive has an encrypted member', (entry) => entry.isEncrypted()],
  ['The archive has a link or another member that is no file', (entry) => ![0, regularFile].includes(unixMode(entry))],
  ['The archive has a member of the zip64 format', (entry) => entry.versionNeededToExtract >= zip64],
  [packedAgain, ({ extraFieldLength }) => extraFieldLength > 0],
  ['The archive has a member with a comment', ({ fileCommentLength }) => fileCommentLength > 0],
];

/** Why a member of an archive is refused before it is unpacked; a name that is fine is remembered. */
export function entryProblem(entry: Entry, seen: Set<string>): string | undefined {
  const found = checks.find(([, applies]) => applies(entry, seen));
  seen.add(folded(entry.fileName));
  return found?.[0];
}

/** Names that are one on file systems that tell neither case nor normalization form apart. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();
