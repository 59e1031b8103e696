import { gunzipSync } from 'node:zlib';
import type { Result } from '../contract/types/result.ts';
import { formatNames, formats, type Format } from './formats.ts';

/** Which reports a result gives: the same bytes when they are made again, or others; and those of which that cannot be said. */
export interface Agreement {
  readonly agree: readonly string[];
  readonly differ: readonly string[];
  readonly unproven: readonly string[];
}

/** A report by the name of its file. */
export interface WrittenReport {
  readonly file: string;
  readonly content: Uint8Array;
}

/** Reports that say what the result does not keep. */
const beyondResult: readonly Format[] = ['messages'];

/** Makes reports again from the result that they are said to be of, by the writers of this version. */
export function agreementOf(result: Result, reports: readonly WrittenReport[]): Agreement {
  const judged = reports.map((report) => ({ file: report.file, standing: standing(result, report) }));
  const files = (wanted: keyof Agreement): string[] =>
    judged.flatMap(({ file, standing: own }) => (own === wanted ? [file] : []));
  return { agree: files('agree'), differ: files('differ'), unproven: files('unproven') };
}

function standing(result: Result, { file, content }: WrittenReport): keyof Agreement {
  const format = formatNames.find((name) => formats[name].file === file);
  if (format === undefined || beyondResult.includes(format)) return 'unproven';
  const again = formats[format].write(result, '');
  if (gives(again, content)) return 'agree';
  return format === 'html' && unpacksAlike([...formats.html.write(result)].join(''), content) ? 'agree' : 'differ';
}

const packs = /(?<=<script type="application\/gzip" id="pack-\d+">)[\w+/=]*(?=<\/script>)/g;

/** zlib does not give the same bytes on every system: the page counts without its packs, and each pack by what it unpacks to. */
function unpacksAlike(again: string, content: Uint8Array): boolean {
  const page = Buffer.from(content).toString();
  if (again.replaceAll(packs, '') !== page.replaceAll(packs, '')) return false;
  // Outside of their packs the pages are equal, so they have the same number of packs; unpacks one pair at a time.
  const theirs = page.matchAll(packs);
  for (const [ours] of again.matchAll(packs)) {
    const [pack] = theirs.next().value ?? [];
    if (pack === undefined || !isPackOf(gunzipSync(Buffer.from(ours, 'base64')), pack)) return false;
  }
  return true;
}

/** Whether a pack holds this content; unpacks no more than its length. */
function isPackOf(content: Uint8Array, pack: string): boolean {
  try {
    return gunzipSync(Buffer.from(pack, 'base64'), { maxOutputLength: Math.max(1, content.length) }).equals(content);
  } catch {
    return false;
  }
}

function gives(pieces: Iterable<string>, content: Uint8Array): boolean {
  let end = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    if (!bytes.equals(content.subarray(end, end + bytes.length))) return false;
    end += bytes.length;
  }
  return end === content.length;
}
