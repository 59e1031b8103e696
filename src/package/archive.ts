import { zipSync } from 'fflate';
import { sorted, type Member } from './member.ts';

/** The first day that a zip can tell, in whichever time zone: fflate writes local time. */
const fixedTime = (): Date => new Date(1980, 0, 1, 12);

/**
 * A zip of these members. The same members give the same bytes: sorted by name, at one time, with no attributes, compressed by
 * JavaScript and not by the zlib that a Node.js happens to have. Whether a package was changed rests on that.
 */
export function archiveOf(members: readonly Member[]): Buffer {
  const files = Object.fromEntries(sorted(members).map(({ name, content }) => [name, content]));
  const zip = zipSync(files, { mtime: fixedTime(), os: 0, attrs: 0, level: 6 });
  return Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
}
