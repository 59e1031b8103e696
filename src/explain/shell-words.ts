import { assertPlainCharacters, closingQuote, typographicQuote } from './shell-characters.ts';
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
  /** The operator that ends the command (`|`, `;`, `&` …), if any: the text after it was not read. */
  readonly endedBy?: string;
  /** Where the command ended in the text. */
  readonly end: number;
}

/** A run of characters and what it stands for. `value` undefined: it adds nothing to the word. */
interface Piece {
  readonly pattern: RegExp;
  readonly value: (match: RegExpExecArray) => Buffer | undefined;
  /** A quoted piece makes a word even when it is empty. */
  readonly quoted?: boolean;
  /** Whether it has characters with a meaning that an editor may have changed. */
  readonly plain?: boolean;
}

const nothing = (): undefined => undefined;
const literal = ([text]: RegExpExecArray): Buffer => Buffer.from(text);

/** POSIX shell section 2.2, and the $'…' of bash and POSIX 2024; sticky, tried in this order. */
const pieces: readonly Piece[] = [
  { pattern: /\\(?:\r?\n|$)/y, value: nothing },
  { pattern: /\\([^])/uy, value: ([, character = '']) => Buffer.from(character), plain: true },
  { pattern: /'([^']*)'/y, value: ([, text = '']) => Buffer.from(text), quoted: true },
  { pattern: /\$'((?:[^'\\]|\\[^])*)'/y, value: ([, text = '']) => ansiC(text), quoted: true },
  {
    pattern: /\$?"((?:[^"\\$`]|\\[^]|\$(?![\w({$?!#*@-]))*)"/y,
    value: ([, text = '']) => Buffer.from(text.replace(/\\(?:\r?\n|([$`"\\]))/g, '$1')),
    quoted: true,
  },
  { pattern: /[^ \t\r\n'"\\$`|&;<>()]+/y, value: literal, plain: true },
  { pattern: /\$(?![\w({'"$?!#*@-])/y, value: literal },
];

/** Of a command that somebody sends a request with. */
const mostWords = 5_000;

const blank = /(?:[ \t]|\\(?:\r?\n|$))+/y;
const comment = /#[^\n]*/y;
const redirection = /\d*(?:>>|>\||&>>?|[<>]&|<>|[<>](?![<(]))[ \t]*/y;
const end = /[\r\n|&;<>()]/y;

/**
 * Splits the first command of a text into words as a POSIX shell does, without expanding anything. Redirections are left out.
 * @param start where the command begins; undefined: after empty lines and comments.
 * @throws {CertifyError} ERR_INPUT with `file:line:column` for an open quote, a shell expansion, or a character that an
 * editor changed.
 */
export function shellWords(source: Source, start?: number): ShellCommand {
  const text = source.bytes.toString('utf8');
  const place = placesIn(source.name, text);
  const words: ShellWord[] = [];
  let at = start ?? skipBlankLines(text);
  while (at < text.length) {
    at = after(blank, text, at) ?? at;
    const redirected = after(redirection, text, at);
    if (redirected !== undefined) {
      assertNoPrompt(text, at, place);
      at = readWord(text, redirected, place).end;
      continue;
    }
    const stop = matchAt(end, text, at) ?? matchAt(comment, text, at);
    if (stop !== undefined) {
      assertMeant(text, at, place);
      return { words, end: at, ...(/^[\r\n#]/.test(stop[0]) ? {} : { endedBy: stop[0] }) };
    }
    if (at >= text.length) break;
    if (words.length >= mostWords)
      throw unreadable('The command has too many words', place(at), `at most ${mostWords}`);
    const read = readWord(text, at, place);
    if (read.bytes !== undefined)
      words.push({ bytes: read.bytes, text: read.bytes.toString('utf8'), where: place(at) });
    at = read.end;
  }
  return { words, end: at };
}

/** A terminal shows > before the lines on which a command goes on. */
function assertNoPrompt(text: string, at: number, place: Places): void {
  if (!/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(at - 80, 0), at)) || !/^>[ \t]/.test(text.slice(at, at + 2))) return;
  throw unreadable('The command has the prompt of the terminal in it', place(at), 'only the command', {
    actual: '> at the start of a line',
    advice: 'Remove the > at the start of each line.',
  });
}

/** A URL without quotes ends at & and ;. */
function assertMeant(text: string, at: number, place: Places): void {
  const isInside = at > 0 && /\S/.test(text.charAt(at - 1));
  const [sign] = /^(?:&(?=[^\s&|;>])|;(?=[\w.-]+=))/.exec(text.slice(at, at + 200)) ?? [];
  if (!isInside || sign === undefined) return;
  throw unreadable('The shell ends the command here', place(at), 'a URL between quotes', {
    actual: sign,
    advice: `Quote the URL: without quotes the shell does not pass on the text after ${sign}.`,
  });
}

function readWord(text: string, start: number, place: Places) {
  const parts: Buffer[] = [];
  let at = start;
  let isWord = false;
  let bare = '';
  while (at < text.length && !/[ \t\r\n|&;<>()]/.test(text.charAt(at))) {
    const from = at;
    assertPosix(text, from, place);
    const found = pieceAt(text, from);
    if (found === undefined) throw notPlain(text, from, place);
    const { piece, match } = found;
    if (piece.plain) assertPlainCharacters(match[0], from === start, (index) => place(from + index));
    if (piece.quoted) assertClosed(match[0], from, place);
    const value = piece.value(match);
    if (value !== undefined) parts.push(value);
    isWord ||= piece.quoted === true || value !== undefined;
    bare += piece.plain && !match[0].startsWith('\\') ? match[0] : '"';
    at += match[0].length;
    if (piece.plain) assertNoCaret(text, at, place);
  }
  if (hasBraces(bare)) throw expansion(place(start), 'braces');
  return { bytes: isWord ? Buffer.concat(parts) : undefined, end: at };
}

/** Other shells continue lines and quote in other ways, and editors add spaces at their ends. */
function assertPosix(text: string, at: number, place: Places): void {
  const rest = text.slice(at, at + 80);
  if (/^\\[ \t\u00a0]+\r?\n/.test(rest)) {
    throw unreadable(
      'White space follows the backslash',
      place(at),
      'the backslash as the last character of the line',
      {
        advice: 'Remove the spaces: with them the command ends at this line.',
      },
    );
  }
  if (/^`[ \t]*\r?\n/.test(rest)) throw ofAnotherShell('PowerShell', place(at));
}

/** The Windows command prompt continues lines and escapes characters with ^. */
function assertNoCaret(text: string, end: number, place: Places): void {
  if (text.charAt(end - 1) !== '^' || !/^(?:["&|<>()]|[ \t]*(?:\r?\n|$))/.test(text.slice(end, end + 80))) return;
  throw ofAnotherShell('the Windows prompt', place(end - 1));
}

/** `{a,b}` and `{1..3}` without quotes become several words. */
function hasBraces(bare: string): boolean {
  if (!bare.includes('{')) return false;
  return [...bare.matchAll(/\{([^{}]*)\}/g)].some(([, inner = '']) =>
    /,|^(?:-?\d+|[a-z])\.\.(?:-?\d+|[a-z])$/i.test(inner),
  );
}

function ofAnotherShell(shell: string, where: string) {
  return unreadable(`This is a command for ${shell}`, where, 'quotes and line ends as in a POSIX shell', {
    advice: 'Copy it as "cURL (bash)".',
  });
}

function assertClosed(quoted: string, at: number, place: Places): void {
  const index = closingQuote(quoted);
  if (index !== undefined) assertPlainCharacters(quoted.charAt(index), false, () => place(at + index));
}

function pieceAt(text: string, at: number): { piece: Piece; match: RegExpExecArray } | undefined {
  for (const piece of pieces) {
    const match = matchAt(piece.pattern, text, at);
    if (match !== undefined) return { piece, match };
  }
  return undefined;
}

function notPlain(text: string, at: number, place: Places) {
  const character = text.charAt(at);
  if (character === '`' || character === '$' || (character === '"' && closes(text, at))) {
    return expansion(place(at), expansionIn(text.slice(at)));
  }
  const typographic = text.slice(at, at + 100_000).search(typographicQuote);
  return unreadable('A quote is not closed', place(at), 'a closing quote', {
    ...(typographic < 0 ? {} : { actual: `a typographic quote: ${place(at + typographic)}` }),
    advice:
      typographic < 0 ? 'Copy the whole command.' : 'An editor or a chat changed the quotes. Use straight quotes.',
  });
}

function expansion(where: string, actual: string) {
  return unreadable('Only a shell can expand this', where, 'a command without $variables and $(commands)', {
    actual,
    advice: 'Replace it by the value, or put it in single quotes.',
  });
}

/** What kind of expansion a piece has; its text may hold a secret. */
function expansionIn(piece: string): string {
  const [, found = ''] = /^(?:"(?:[^"\\$`]|\\[^]|\$(?![\w({$?!#*@-]))*)?(`|\$\(?)/.exec(piece) ?? [];
  return found === '$' ? 'a $variable' : 'a command to run';
}

function closes(text: string, at: number): boolean {
  return matchAt(/"(?:[^"\\]|\\[^])*"/y, text, at) !== undefined;
}

/** The offset of the first line that is neither empty nor a comment. */
export function skipBlankLines(text: string, from = 0): number {
  return after(/(?:\ufeff|\s|(?:#|\/\/)[^\n]*(?:\n|$))*/y, text, from) ?? from;
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
