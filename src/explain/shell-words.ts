import { placesIn, unreadable, type Places, type Source } from './text.ts';

// Libraries for this leave out $'…', which browsers copy, and tell no place; what is needed here is small.

/** One word of a shell command, its quotes removed. */
export interface ShellWord {
  readonly bytes: Buffer;
  readonly text: string;
  readonly where: string;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The operator that ends the command (`|`, `;`, `>` …) if there is one: nothing behind it was read. */
  readonly endedBy?: string;
}

/** A run of characters and what it stands for. `value` undefined: it adds nothing to the word. */
interface Piece {
  readonly pattern: RegExp;
  readonly value: (match: RegExpExecArray) => Buffer | undefined;
  /** A quoted piece makes a word even when it is empty. */
  readonly quoted?: boolean;
}

const nothing = (): undefined => undefined;
const literal = ([text]: RegExpExecArray): Buffer => Buffer.from(text);

/** POSIX shell section 2.2, and the $'…' of bash and POSIX 2024; sticky, tried in this order. */
const pieces: readonly Piece[] = [
  { pattern: /\\\r?\n/y, value: nothing },
  { pattern: /\\([^])/uy, value: ([, character = '']) => Buffer.from(character) },
  { pattern: /'([^']*)'/y, value: ([, text = '']) => Buffer.from(text), quoted: true },
  { pattern: /\$'((?:[^'\\]|\\[^])*)'/y, value: ([, text = '']) => ansiC(text), quoted: true },
  {
    pattern: /\$?"((?:[^"\\$`]|\\[^]|\$(?![\w({$?!#*@-]))*)"/y,
    value: ([, text = '']) => Buffer.from(text.replace(/\\(?:\r?\n|([$`"\\]))/g, '$1')),
    quoted: true,
  },
  { pattern: /[^ \t\r\n'"\\$`|&;<>()]+/y, value: literal },
  { pattern: /\$(?![\w({'"$?!#*@-])/y, value: literal },
];

/** Of a command that somebody sends a request with. */
const mostWords = 5_000;

const blank = /(?:[ \t]|\\\r?\n)+/y;
const comment = /#[^\n]*/y;
const end = /[\r\n|&;<>()]/y;

/**
 * Splits the first command of a text into words as a POSIX shell does, without expanding anything.
 * @throws {CertifyError} ERR_INPUT with `file:line:column` for an open quote, and for what only a shell could expand.
 */
export function shellWords(source: Source): ShellCommand {
  const text = source.bytes.toString('utf8');
  const place = placesIn(source.name, text);
  const words: ShellWord[] = [];
  let at = skipBlankLines(text);
  while (at < text.length) {
    at = after(blank, text, at) ?? at;
    const stop = matchAt(end, text, at) ?? matchAt(comment, text, at);
    if (stop !== undefined) return /^[\r\n#]/.test(stop[0]) ? { words } : { words, endedBy: stop[0] };
    if (at >= text.length) break;
    if (words.length >= mostWords)
      throw unreadable('The command has too many words', place(at), `at most ${mostWords}`);
    const read = readWord(text, at, place);
    if (read.bytes !== undefined)
      words.push({ bytes: read.bytes, text: read.bytes.toString('utf8'), where: place(at) });
    at = read.end;
  }
  return { words };
}

function readWord(text: string, start: number, place: Places) {
  const parts: Buffer[] = [];
  let at = start;
  let isWord = false;
  while (at < text.length && !/[ \t\r\n|&;<>()]/.test(text.charAt(at))) {
    const from = at;
    const found = pieceAt(text, from);
    if (found === undefined) throw notPlain(text, from, place(from));
    const value = found.piece.value(found.match);
    if (value !== undefined) parts.push(value);
    isWord ||= found.piece.quoted === true || value !== undefined;
    at += found.match[0].length;
  }
  return { bytes: isWord ? Buffer.concat(parts) : undefined, end: at };
}

function pieceAt(text: string, at: number): { piece: Piece; match: RegExpExecArray } | undefined {
  for (const piece of pieces) {
    const match = matchAt(piece.pattern, text, at);
    if (match !== undefined) return { piece, match };
  }
  return undefined;
}

function notPlain(text: string, at: number, where: string) {
  const character = text.charAt(at);
  if (character === '`' || character === '$' || (character === '"' && closes(text, at))) {
    return unreadable('Only a shell could expand this', where, 'a command without $variables and $(commands)', {
      actual: expansionIn(text.slice(at)),
      advice: 'Put the value in its place, or quote it with single quotes.',
    });
  }
  return unreadable('A quote is not closed', where, 'a closing quote', { advice: 'Copy the whole command.' });
}

/** What kind of expansion a piece has; its text may hold a secret. */
function expansionIn(piece: string): string {
  const [, expansion = ''] = /^(?:"(?:[^"\\$`]|\\[^]|\$(?![\w({$?!#*@-]))*)?(`|\$\(?)/.exec(piece) ?? [];
  return expansion === '$' ? 'a $variable' : 'a command to run';
}

function closes(text: string, at: number): boolean {
  return matchAt(/"(?:[^"\\]|\\[^])*"/y, text, at) !== undefined;
}

function skipBlankLines(text: string): number {
  return after(/(?:\ufeff|\s|#[^\n]*(?:\n|$))*/y, text, 0) ?? 0;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function after(pattern: RegExp, text: string, at: number): number | undefined {
  const match = matchAt(pattern, text, at);
  return match && at + match[0].length;
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escapes =
  /\\(?:x([0-9A-Fa-f]{1,2})|(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8}))|([0-7]{1,3})|c([^])|([^]))|[^\\]+/gu;
const surrogates = /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/gi;

/** The bytes of the inside of $'…'. Browsers write a character outside of the basic plane as two \u escapes. */
function ansiC(text: string): Buffer {
  const joined = text.replace(surrogates, (_, high: string, low: string) =>
    String.fromCharCode(parseInt(high, 16), parseInt(low, 16)),
  );
  const parts = Array.from(joined.matchAll(escapes), ([whole, hex, short, long, octal, control, letter]) => {
    if (hex !== undefined) return Buffer.from([parseInt(hex, 16)]);
    if (octal !== undefined) return Buffer.from([parseInt(octal, 8) & 0xff]);
    if (control !== undefined) return Buffer.from([control.charCodeAt(0) & 0x1f]);
    const code = short ?? long;
    if (code !== undefined) return Buffer.from(String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff)));
    return Buffer.from(letter === undefined ? whole : (letters[letter] ?? letter));
  });
  return Buffer.concat(parts);
}
