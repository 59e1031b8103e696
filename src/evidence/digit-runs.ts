/** The places of Base64 or hex digits in a text. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Whether there is white space between them. */
  readonly spaced: boolean;
}

const digit = 1;
const space = 2;

function classes(digits: string): Uint8Array {
  const table = new Uint8Array(0x80);
  for (const each of digits) table[each.charCodeAt(0)] = digit;
  for (const each of ' \t\r\n') table[each.charCodeAt(0)] = space;
  return table;
}

const base64 = classes('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_');

/** The least number of digits that can encode a secret: six bytes. */
const shortest = 8;

/**
 * Finds possible Base64 in one pass: each run of digits, and runs that continue after white space, with any line
 * length.
 */
export function base64Runs(text: string): Run[] {
  const runs: Run[] = [];
  let [whole, start, end, count, pieces] = [-1, -1, -1, 0, 0];
  const closePiece = (at: number): void => {
    if (at - start >= shortest) runs.push({ start, end: at, spaced: false });
    [start, end] = [-1, at];
  };
  const closeWhole = (): void => {
    if (pieces > 1 && count >= shortest) runs.push({ start: whole, end, spaced: true });
    [whole, count, pieces] = [-1, 0, 0];
  };
  for (let at = 0; at <= text.length; at++) {
    const kind = at === text.length ? 0 : (base64[text.charCodeAt(at)] ?? 0);
    if (kind === digit) {
      if (start < 0) {
        start = at;
        pieces += 1;
        if (whole < 0) whole = at;
      }
      count += 1;
      continue;
    }
    if (start >= 0) closePiece(at);
    if (kind === 0 && whole >= 0) closeWhole();
  }
  return runs;
}

/** Hex without separators, at least six bytes. */
const hex = /[0-9a-fA-F]{12,}/g;

/** Two or four digits, and their separators: `5a:71`, `5a 71`, `5a-71`, `0x5a, 0x71`, `5a71 3878`. */
const separated =
  /(?:[0-9a-fA-F]{2}[\s:,;.-]{1,3}(?:0x)?){5}[0-9a-fA-F]{2}|(?:[0-9a-fA-F]{4}[\s:]{1,2}){2}[0-9a-fA-F]{4}/;
const group = /(?:0x)?([0-9a-f]{2,8})/giy;
const separators = /[\s:,;.-]{1,12}/y;

export const hexRuns = (text: string): Run[] =>
  Array.from(text.matchAll(hex), ({ 0: run, index }) => ({ start: index, end: index + run.length, spaced: false }));

/** The places of hex digits with separators, run by run. */
export function separatedHex(text: string): number[][] {
  if (!separated.test(text)) return [];
  return groupsOf(text, group, /[0-9a-f]/i).filter((places) => places.length >= 12);
}

/** Decimal bytes, as in JSON and programs: `[90, 113, 56]`. */
const decimals = /(?:\d{1,3}\s?,\s?){5}\d{1,3}/;
const number = /\d{1,3}/y;

/** The places of such numbers, run by run. */
export function decimalBytes(text: string): (readonly [start: number, end: number, byte: number])[][] {
  if (!decimals.test(text)) return [];
  const runs: (readonly [start: number, end: number, byte: number])[][] = [];
  let run: (readonly [start: number, end: number, byte: number])[] = [];
  const close = (): void => {
    if (run.length >= 6) runs.push(run);
    run = [];
  };
  for (let at = 0; at < text.length;) {
    number.lastIndex = at;
    const [digits] = isDecimal(text.charCodeAt(at)) ? (number.exec(text) ?? []) : [];
    if (digits === undefined) {
      close();
      at += 1;
      continue;
    }
    const end = at + digits.length;
    if (Number(digits) > 0xff || isDecimal(text.charCodeAt(end))) close();
    else run.push([at, end, Number(digits)]);
    separators.lastIndex = end;
    at = end + (separators.exec(text)?.[0].length ?? 0);
    if (at === end) close();
  }
  close();
  return runs;
}

const isDecimal = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

function groupsOf(text: string, pattern: RegExp, begins: RegExp): number[][] {
  const runs: number[][] = [];
  let places: number[] = [];
  const close = (): void => {
    if (places.length > 0) runs.push(places);
    places = [];
  };
  for (let at = 0; at < text.length;) {
    pattern.lastIndex = at;
    const [whole, digits] = begins.test(text[at] ?? '') ? (pattern.exec(text) ?? []) : [];
    if (whole === undefined || digits === undefined) {
      close();
      at += 1;
      continue;
    }
    const end = at + whole.length;
    if (digits.length % 2 === 1) close();
    else for (let place = end - digits.length; place < end; place++) places.push(place);
    separators.lastIndex = end;
    at = end + (separators.exec(text)?.[0].length ?? 0);
    if (at === end) close();
  }
  close();
  return runs;
}
