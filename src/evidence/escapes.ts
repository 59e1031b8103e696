import { ViewBuilder, type View } from './view.ts';

const short: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', tab: '\t', newline: '\n', nbsp: ' ', excl: '!', num: '#' },
    ...{ dollar: '$', percnt: '%', lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',', period: '.', sol: '/' },
    ...{ colon: ':', semi: ';', equals: '=', quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']' },
    ...{ rbrack: ']', hat: '^', lowbar: '_', grave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|', rcub: '}' },
    ...{ rbrace: '}', hyphen: '-', dash: '-', tilde: '~' },
  }),
);

/** `%2B` of URLs (RFC 3986). */
const percent = String.raw`%([0-9a-f]{2})`;
/** `\u002b`, `\"` of JSON (RFC 8259), and `\x2b`, `\u{2b}`, `\53`, `\'` of programs. */
const backslash = String.raw`\\(?:u\{0*([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([0-3]?[0-7]{1,2})|(["'\\/nrtbf]))`;
/** `&#x2b;`, `&#43;`, `&amp;` of HTML. */
const entity = String.raw`&(?:#x0*([0-9a-f]{1,6});?|#0*(\d{1,7});?|(${[...named.keys()].join('|')});)`;

/** All of them together, since they may be nested, and each alone, for a secret that contains another's escape character. */
const together = new RegExp(`${percent}|${backslash}|${entity}`, 'gi');
const families = [
  { mark: '%', pattern: new RegExp(`${percent}|${never(backslash)}|${never(entity)}`, 'gi') },
  { mark: '\\', pattern: new RegExp(`${never(percent)}|${backslash}|${never(entity)}`, 'gi') },
  { mark: '&', pattern: new RegExp(`${never(percent)}|${never(backslash)}|${entity}`, 'gi') },
];

/** A pattern that never matches but keeps the numbering of its groups. */
function never(pattern: string): string {
  return `(?!)${pattern}`;
}

/** A text without its escapes; undefined when it has none. UTF-8 bytes beyond ASCII remain bytes. */
export function unescapedViews(text: string): View[] {
  const present = families.filter(({ mark }) => text.includes(mark));
  const patterns = present.length < 2 ? present : [{ pattern: together }, ...present];
  return patterns.flatMap(({ pattern }) => viewOf(text, pattern, codeOf) ?? []);
}

/** `=2B` and the line breaks that are none, of quoted-printable (RFC 2045 section 6.7). */
const quotedPrintable = /=(?:([0-9a-f]{2})|\r?\n)/gi;
/** A single match is a parameter: `created=1767225600`. */
const mayBePrintable = /(?:=[0-9a-fA-F]{2}){2}|=3[dD]|=\r?\n/;

/** The same for quoted-printable. */
export function printableView(text: string): View | undefined {
  if (!mayBePrintable.test(text)) return undefined;
  return viewOf(text, quotedPrintable, ([, hex]) => (hex === undefined ? undefined : Number.parseInt(hex, 16)));
}

/** @param code of the character that a match stands for; undefined: it stands for none */
function viewOf(text: string, pattern: RegExp, code: (match: RegExpExecArray) => number | undefined): View | undefined {
  if (text.search(pattern) < 0) return undefined;
  const builder = new ViewBuilder(text.length);
  let done = 0;
  for (const match of text.matchAll(pattern)) {
    for (; done < match.index; done++) builder.add(text.charCodeAt(done), done, done + 1);
    const unit = code(match);
    const end = done + match[0].length;
    if (unit !== undefined && unit <= 0xffff) builder.add(unit, done, end);
    else if (unit !== undefined && unit <= 0x10ffff) {
      const pair = String.fromCodePoint(unit);
      builder.add(pair.charCodeAt(0), done, end);
      builder.add(pair.charCodeAt(1), done, end);
    }
    done = end;
  }
  for (; done < text.length; done++) builder.add(text.charCodeAt(done), done, done + 1);
  return builder.view;
}

function codeOf(match: RegExpExecArray): number | undefined {
  const [whole, percent, braced, json, byte, octal, character, hexadecimal, decimal, entity = ''] = match;
  const digits = percent ?? braced ?? json ?? byte ?? hexadecimal;
  if (digits !== undefined) return Number.parseInt(digits, 16);
  if (octal !== undefined) return Number.parseInt(octal, 8);
  if (decimal !== undefined) return Number(decimal);
  return (
    character === undefined ? (named.get(entity.toLowerCase()) ?? whole) : (short[character] ?? character)
  ).charCodeAt(0);
}
