import { ViewBuilder, type View } from './view.ts';

/** `%2B`, `\u002b`, `\"`, `&#x2b;`, `&#43;`, `&amp;`: of URLs (RFC 3986), JSON (RFC 8259) and HTML. */
const escape =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|&#x([0-9a-f]{1,4});|&#(\d{1,5});|\\(["\\/nrt])|&(quot|apos|amp|lt|gt);/gi;
const mayEscape = /[%\\&]/;

const named: Readonly<Record<string, string>> = {
  ...{ quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' },
  ...{ n: '\n', r: '\r', t: '\t' },
};

/** A text without its escapes; undefined when it has none. Bytes of UTF-8 that are not ASCII stay bytes. */
export function unescapedView(text: string): View | undefined {
  if (!mayEscape.test(text)) return undefined;
  const builder = new ViewBuilder(text.length);
  let done = 0;
  for (const match of text.matchAll(escape)) {
    for (; done < match.index; done++) builder.add(text.charCodeAt(done), done, done + 1);
    builder.add(unitOf(match), done, (done += match[0].length));
  }
  if (done === 0) return undefined;
  for (; done < text.length; done++) builder.add(text.charCodeAt(done), done, done + 1);
  return builder.view;
}

function unitOf([, percent, json, hexadecimal, decimal, short, entity]: RegExpExecArray): number {
  const digits = percent ?? json ?? hexadecimal;
  if (digits !== undefined) return Number.parseInt(digits, 16);
  if (decimal !== undefined) return Number(decimal);
  const name = short ?? entity?.toLowerCase() ?? '';
  return (named[name] ?? name).charCodeAt(0);
}

/** An encoding of bytes whose digits stand for so many bits each. */
interface Encoding {
  readonly name: 'base64' | 'hex';
  /** Where it can stand. Nothing in it can match in two ways, so that it takes a time that grows with the text. */
  readonly runs: RegExp;
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

/** Both alphabets of RFC 4648. */
const base64: Encoding = {
  name: 'base64',
  runs: /[\w+/-]{8,}/g,
  bits: 6,
  phases: 4,
  valueOf: table(`${alphanumeric}+/`, `${alphanumeric}-_`),
};

/** Broken into lines as in PEM (RFC 7468) and MIME. */
const base64Lines: Encoding = { ...base64, runs: /(?<![\w+/-])[\w+/-]{60,}(?:\r?\n[\w+/-]+)+/g };

const hex: Encoding = {
  name: 'hex',
  runs: /[0-9a-f]{12,}/gi,
  bits: 4,
  phases: 2,
  valueOf: table('0123456789abcdef', '0123456789ABCDEF'),
};

/** Bytes that a text may encode, as units of one byte each. */
export interface Decoding {
  readonly text: string;
  /** Where each unit is from: most texts hold nothing, and are spared that. */
  readonly view: () => View;
}

/** What bytes a text may encode in Base64 or hex: a decoding for each digit on which bytes may begin. */
export function* decodings(text: string): Iterable<Decoding> {
  for (const encoding of [base64, base64Lines, hex]) {
    const runs = [...text.matchAll(encoding.runs)];
    for (let phase = 0; phase < encoding.phases && runs.length > 0; phase++) {
      yield { text: bytesText(runs, phase, encoding), view: () => bytesView(runs, phase, encoding) };
    }
  }
}

/** No text goes on from one run to the next. */
const bytesText = (runs: readonly RegExpExecArray[], phase: number, { name }: Encoding): string =>
  runs.map(([run]) => Buffer.from(run.slice(phase), name).toString('latin1')).join('\0');

function bytesView(runs: readonly RegExpExecArray[], phase: number, encoding: Encoding): View {
  const digits = runs.reduce((sum, [run]) => sum + run.length, 0);
  const builder = new ViewBuilder(Math.ceil((digits * encoding.bits) / 8) + runs.length);
  for (const { 0: run, index } of runs) {
    decode(run, phase, encoding, { builder, index });
    builder.add(0, index, index); // No text goes on from one run to the next.
  }
  return builder.view;
}

/** @param into the view, and where in the text the run begins */
function decode(
  run: string,
  phase: number,
  { bits, valueOf }: Encoding,
  { builder, index }: { readonly builder: ViewBuilder; readonly index: number },
): void {
  let digits = 0;
  let kept = 0;
  let width = 0;
  let start = 0;
  for (let at = 0; at < run.length; at++) {
    const value = valueOf(run.charCodeAt(at));
    // Of a line break, or before the phase.
    if (value < 0 || digits++ < phase) continue;
    if (width === 0) start = at;
    kept = (kept << bits) | value;
    width += bits;
    if (width < 8) continue;
    width -= 8;
    builder.add((kept >> width) & 0xff, index + start, index + at + 1);
    kept &= 0xff >> (8 - width);
    start = at;
  }
}
