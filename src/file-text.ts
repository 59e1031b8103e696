import { isUtf8 } from 'node:buffer';
import { CertifyError, type ErrorCode } from './errors.ts';

/** Of which file it is, and how errors about it are told. */
export interface TextFile {
  /** As errors name it. */
  readonly name: string;
  readonly code: ErrorCode;
}

const byteOrderMarks: readonly (readonly [mark: string, encoding: string])[] = [
  ['fffe0000', 'UTF-32'],
  ['0000feff', 'UTF-32'],
  ['fffe', 'UTF-16'],
  ['feff', 'UTF-16'],
];

/** Bytes that are looked at to find out what they are. */
const sample = 1024;

/**
 * What a text is encoded in where that is not a superset of ASCII: as PowerShell redirects, and editors of Windows save.
 * Without a byte order mark it is told by its zeros: texts of ours consist of ASCII for the most part.
 */
export function wideEncoding(bytes: Buffer): string | undefined {
  const marked = byteOrderMarks.find(([mark]) => bytes.subarray(0, mark.length / 2).toString('hex') === mark);
  if (marked !== undefined) return marked[1];
  const head = bytes.subarray(0, Math.min(bytes.length & ~1, sample));
  const zeros = [0, 1].map((parity) => head.filter((byte, place) => byte === 0 && place % 2 === parity).length);
  const [even = 0, odd = 0] = zeros.map((count) => count / (head.length / 2));
  if (head.length < 4) return undefined;
  return (odd >= 0.4 && even <= 0.1) || (even >= 0.4 && odd <= 0.1) ? 'UTF-16' : undefined;
}

/** @throws {CertifyError} of the code asked for, for a text in UTF-16 or UTF-32; anything else may be there, such as DER */
export function assertNotWide(bytes: Buffer, { name, code }: TextFile): void {
  const encoding = wideEncoding(bytes);
  if (encoding === undefined) return;
  throw new CertifyError(code, `The file is ${encoding}: save it as UTF-8`, {
    where: `${name}:1:1`,
    expected: 'UTF-8',
    actual: encoding,
    advice:
      'Save it with the encoding UTF-8 in your editor. Windows PowerShell redirects (>) into UTF-16: write "| Set-Content -Encoding utf8 FILE" there.',
  });
}

/**
 * The text of a file in UTF-8, with its byte order mark if it has one.
 *
 * @throws {CertifyError} of the code asked for, with `file:line:column` of the first byte that is none
 */
export function utf8Text(bytes: Buffer, file: TextFile): string {
  assertNotWide(bytes, file);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const { line, column, byte } = firstInvalid(bytes);
  throw new CertifyError(file.code, 'The file is not UTF-8: save it as UTF-8', {
    where: `${file.name}:${line}:${column}`,
    expected: 'UTF-8 throughout, comments too',
    actual: `the byte 0x${byte.toString(16)}, as Latin-1 or Windows-1252 write a letter with an accent`,
    advice: 'Save it with the encoding UTF-8 in your editor, or by iconv -f windows-1252 -t utf-8.',
  });
}

/** Where the text up to a byte is UTF-8, and with that byte is not any more; found by halves. */
function firstInvalid(bytes: Buffer): { readonly line: number; readonly column: number; readonly byte: number } {
  let [valid, invalid] = [0, bytes.length];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValidStart(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  // A byte that begins a longer character is what is wrong where that does not go on.
  const place =
    [0, 1, 2, 3].map((cut) => valid - cut).find((end) => end >= 0 && isUtf8(bytes.subarray(0, end))) ?? valid;
  const before = bytes.subarray(0, place).toString('utf8').split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  return { line: before.length, column, byte: bytes[place] ?? 0 };
}

/** Whether a text that may end within a character is UTF-8 up to that. */
function isValidStart(bytes: Buffer): boolean {
  return [0, 1, 2, 3].some(
    (cut) => cut <= bytes.length && isUtf8(bytes.subarray(0, bytes.length - cut)) && isBegun(bytes, cut),
  );
}

/** Whether the last bytes begin a character that is not at its end. */
function isBegun(bytes: Buffer, count: number): boolean {
  if (count === 0) return true;
  const lead = bytes[bytes.length - count] ?? 0;
  const length =
    lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  const followers = [...bytes.subarray(bytes.length - count + 1)];
  return count < length && followers.every((byte) => (byte & 0xc0) === 0x80);
}
