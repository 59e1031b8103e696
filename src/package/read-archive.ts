import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { CertifyError } from '../errors.ts';
import { archiveOf } from './archive.ts';
import { entryProblem, packedAgain } from './entry-problem.ts';
import type { Member } from './member.ts';
import { unsound } from './unsound.ts';

/**
 * Limits of an archive in members and unpacked bytes; a package of 5,000 scenarios stays below. Our texts compress
 * to about a tenth; a ratio above 200 is an attack on the reader's memory.
 */
export const limits = { entries: 5_000, bytes: 256 << 20, ratio: 200, small: 1 << 20 } as const;

/**
 * The members of a package, from an archive that nobody vouches for. Nothing is written anywhere.
 *
 * @throws ERR_PACKAGE when it could harm who unpacks it, or has a byte that {@link archiveOf} would have written otherwise
 */
export async function readArchive(bytes: Buffer): Promise<Member[]> {
  const members = await membersOf(bytes).catch((error: unknown) => {
    if (error instanceof CertifyError) throw error;
    throw unsound(`The archive cannot be read: ${(error as Error).message}`, { cause: error });
  });
  assertAsWritten(bytes, members);
  return members;
}

async function membersOf(bytes: Buffer): Promise<Member[]> {
  const zip = await fromBufferPromise(bytes, { autoClose: false, strictFileNames: true, validateEntrySizes: true });
  const members: Member[] = [];
  for (const entry of await harmlessEntries(zip)) {
    members.push({ name: entry.fileName, content: await contentOf(zip, entry) });
  }
  return members;
}

/** All entries, before a byte is inflated; of each yauzl inflates no more than the size that is stated. */
async function harmlessEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) {
    throw unsound('The archive has too many members', {
      expected: `at most ${limits.entries}`,
      actual: String(zip.entryCount),
    });
  }
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let left: number = limits.bytes;
  for await (const entry of zip.eachEntry()) {
    const { fileName: where } = entry;
    const problem = entryProblem(entry, seen);
    if (problem !== undefined) throw unsound(problem, { where, ...(problem === packedAgain && { advice: original }) });
    if ((left -= entry.uncompressedSize) < 0)
      throw unsound('The archive is too large when unpacked', { where, expected: `at most ${limits.bytes} bytes` });
    entries.push(entry);
  }
  for (const entry of entries) assertRatio(entry);
  return entries;
}

function assertRatio({ fileName: where, uncompressedSize, compressedSize }: Entry): void {
  if (uncompressedSize <= limits.small + limits.ratio * compressedSize) return;
  throw unsound('The archive has a member that unpacks to far more than its size', {
    where,
    expected: `at most ${limits.ratio} times its ${compressedSize} bytes`,
    actual: `${uncompressedSize} bytes`,
  });
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const original =
  'Take the original file: unpacking a package and zipping it again makes another one, whose members may be fine but prove nothing.';

/** Times, attributes, checksums, what lies between members and how they are compressed: all of it is one way only. */
function assertAsWritten(bytes: Buffer, members: readonly Member[]): void {
  const written = archiveOf(members);
  if (written.equals(bytes)) return;
  const different = bytes.findIndex((byte, index) => byte !== written[index]);
  throw unsound('This is not the file that nopan-certify wrote; it was changed, or packed again', {
    where: `byte ${different === -1 ? bytes.length : different} of the archive`,
    expected: 'the one archive that its members give',
    advice: original,
  });
}
