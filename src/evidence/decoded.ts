import { inflated, unmarked } from './compressed.ts';
import { base64Runs, decimalBytes, hexRuns, separatedHex, type Run } from './digit-runs.ts';
import { printableView, unescapedViews } from './escapes.ts';
import { ViewBuilder, type View } from './view.ts';

/** A possible decoding of a text. */
export interface Layer {
  readonly text: string;
  /** The source of each unit; computed on demand, since most texts hold no secret. */
  readonly view: () => View;
  /** Whether it is text, not arbitrary bytes. */
  readonly isText: boolean;
}

/** Separates runs, so that no text continues into the next; not zero, which UTF-16 has between its bytes. */
export const gap = '\x01';

/** All decodings of a text, one level deep. */
export function* layersOf(text: string): Iterable<Layer> {
  for (const view of [...unescapedViews(text), printableView(text), withoutZeros(text)]) {
    if (view !== undefined) yield { text: view.text, view: () => view, isText: true };
  }
  const base64 = base64Runs(text);
  const [whole, spaced] = [base64.filter((run) => !run.spaced), base64.filter((run) => run.spaced)];
  for (const runs of [whole, spaced]) yield* phasesOf(text, runs, encodings.base64);
  const hex = hexRuns(text);
  yield* phasesOf(text, hex, encodings.hex);
  yield* bytesLayers(separatedHex(text).map((places) => hexBytes(text, places)));
  yield* bytesLayers(decimalBytes(text).map((numbers) => numbers.map(([start, end, byte]) => ({ start, end, byte }))));
  yield* decompressed(text, base64, encodings.base64);
  yield* decompressed(text, hex, encodings.hex);
}

/** UTF-16 read as bytes: every second byte is zero. */
const utf16 = /(?:[^\0]\0){5}|(?:\0[^\0]){5}/;

function withoutZeros(text: string): View | undefined {
  if (!text.includes('\0') || !utf16.test(text)) return undefined;
  const builder = new ViewBuilder(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0) builder.add(unit, at, at + 1);
  }
  return builder.view;
}

/** An encoding of bytes whose digits stand for so many bits each. */
interface Encoding {
  readonly name: 'base64' | 'hex';
  readonly bits: number;
  /** At how many digits of a run a byte can begin. */
  readonly phases: number;
  readonly valueOf: (unit: number) => number;
}

function table(...alphabets: readonly string[]): Encoding['valueOf'] {
  const values = new Int8Array(0x80).fill(-1);
  for (const alphabet of alphabets) {
    for (const [value, digit] of Array.from(alphabet).entries()) values[digit.charCodeAt(0)] = value;
  }
  return (unit) => values[unit] ?? -1;
}

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const encodings = {
  /** Both alphabets of RFC 4648. */
  base64: { name: 'base64', bits: 6, phases: 4, valueOf: table(`${alphanumeric}+/`, `${alphanumeric}-_`) },
  hex: { name: 'hex', bits: 4, phases: 2, valueOf: table('0123456789abcdef', '0123456789ABCDEF') },
} as const satisfies Readonly<Record<string, Encoding>>;

/** Decodes runs at each possible offset. */
function* phasesOf(text: string, runs: readonly Run[], encoding: Encoding): Iterable<Layer> {
  if (runs.length === 0) return;
  for (let phase = 0; phase < encoding.phases; phase++) {
    const decoded = runs.map((run) => bytesOf(text.slice(begin(text, run, phase), run.end), encoding.name)).join(gap);
    yield { text: decoded, view: () => bytesView(text, runs, phase, encoding), isText: false };
  }
}

/** Small runs share one buffer: no run of an exchange is larger. */
const scratch = Buffer.alloc(4096);

function bytesOf(digits: string, encoding: Encoding['name']): string {
  if (digits.length > scratch.length) return Buffer.from(digits, encoding).toString('latin1');
  return scratch.toString('latin1', 0, scratch.write(digits, encoding));
}

/** The position in a run after a number of digits. */
function begin(text: string, { start, end, spaced }: Run, phase: number): number {
  if (!spaced) return start + phase;
  let at = start;
  for (let left = phase; left > 0 && at < end; at++) if (!/\s/.test(text.charAt(at))) left -= 1;
  return at;
}

function bytesView(text: string, runs: readonly Run[], phase: number, encoding: Encoding): View {
  const digits = runs.reduce((sum, { start, end }) => sum + end - start, 0);
  const builder = new ViewBuilder(Math.ceil((digits * encoding.bits) / 8) + runs.length);
  for (const [index, run] of runs.entries()) {
    if (index > 0) builder.add(gap.charCodeAt(0), run.start, run.start);
    decode(text, run, phase, { encoding, builder });
  }
  return builder.view;
}

function decode(
  text: string,
  run: Run,
  phase: number,
  { encoding: { bits, valueOf }, builder }: { readonly encoding: Encoding; readonly builder: ViewBuilder },
): void {
  let kept = 0;
  let width = 0;
  let start = run.start;
  for (let at = begin(text, run, phase); at < run.end; at++) {
    const value = valueOf(text.charCodeAt(at));
    // Runs with white space.
    if (value < 0) continue;
    if (width === 0) start = at;
    kept = (kept << bits) | value;
    width += bits;
    if (width < 8) continue;
    width -= 8;
    builder.add((kept >> width) & 0xff, start, at + 1);
    kept &= 0xff >> (8 - width);
    start = at;
  }
}

interface Byte {
  readonly byte: number;
  readonly start: number;
  readonly end: number;
}

function hexBytes(text: string, places: readonly number[]): Byte[] {
  const bytes: Byte[] = [];
  for (let at = 0; at + 1 < places.length; at += 2) {
    const [high = 0, low = 0] = [places[at], places[at + 1]];
    bytes.push({ byte: Number.parseInt(text.charAt(high) + text.charAt(low), 16), start: high, end: low + 1 });
  }
  return bytes;
}

function* bytesLayers(runs: readonly (readonly Byte[])[]): Iterable<Layer> {
  for (const bytes of runs) {
    const view = (): View => {
      const builder = new ViewBuilder(bytes.length);
      for (const { byte, start, end } of bytes) builder.add(byte, start, end);
      return builder.view;
    };
    yield { text: Buffer.from(bytes.map(({ byte }) => byte)).toString('latin1'), view, isText: false };
  }
}

/** A shorter one cannot hold a secret. */
const shortestCompressed = 24;

/** The gzip signature (RFC 1952 section 2.3.1). */
const gzipMarks = { base64: /H4sI/, hex: /1f8b08/i };

/** Compressed content has the place of the whole run, since its parts have no separate places. */
function* decompressed(text: string, runs: readonly Run[], { name, bits }: Encoding): Iterable<Layer> {
  for (const run of runs) {
    if (run.end - run.start < shortestCompressed) continue;
    const digits = text.slice(run.start, run.end);
    const start = run.start + Math.max(digits.search(gzipMarks[name]), 0);
    const bytes = Buffer.from(text.slice(start, run.end), name);
    const mayBe = name === 'base64' && start === run.start && mayBeUnmarked(text, run, digits);
    const found = inflated(bytes) ?? (mayBe ? unmarked(bytes) : undefined);
    if (found === undefined) continue;
    const whole = found.content.toString('latin1');
    const end = begin(text, { ...run, start }, Math.ceil((8 * found.length) / bits));
    yield { text: whole, view: () => sameView(whole, { start, end: Math.min(end, run.end) }), isText: true };
  }
}

/** Byte sequences of structured fields, between colons (RFC 9651 section 3.3.5): mostly signatures and digests. */
const mayBeUnmarked = (text: string, { start, end, spaced }: Run, digits: string): boolean =>
  !spaced &&
  !(text[start - 1] === ':' && /^={0,2}:/.test(text.slice(end, end + 3))) &&
  text[start - 1] !== '.' &&
  !digits.startsWith('eyJ') &&
  /\d/.test(digits) &&
  /[A-Z]/.test(digits) &&
  /[a-z]/.test(digits);

function sameView(text: string, { start, end }: Pick<Run, 'start' | 'end'>): View {
  return { text, starts: new Int32Array(text.length).fill(start), ends: new Int32Array(text.length).fill(end) };
}
