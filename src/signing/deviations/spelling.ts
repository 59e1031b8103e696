import type { Attempt, Spelling } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';

const capitalized = (name: string): string => name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase());

const common = ['base-line-feed-end', 'base-crlf', 'base-names-unquoted'];

/** How the lines of a base are written and put together. */
export const spellingDeviations: readonly Deviation<Attempt>[] = [
  spelt('base-line-feed-end', 'the base with a line feed at its end', 'the last line has none (RFC 9421 section 2.5)', [
    { end: '\n' },
    { end: '\r\n' },
    { end: ' ' },
  ]),
  spelt(
    'base-crlf',
    'the base with CR LF as line ends',
    'end each line but the last with LF alone (RFC 9421 section 2.5)',
    [{ lineEnd: '\r\n' }, { lineEnd: '\r\n', end: '\r\n' }, { lineEnd: '\r' }],
  ),
  spelt(
    'base-no-line-ends',
    'the base with something else than line feeds between its lines',
    'end each line but the last with LF (RFC 9421 section 2.5)',
    [
      { lineEnd: '' },
      { lineEnd: '\\n' },
      { lineEnd: ' ' },
      { lineEnd: ', ' },
      { lineEnd: ',' },
      { lineEnd: ';' },
      { lineEnd: '\n\n' },
    ],
  ),
  spelt(
    'base-colon',
    'the base with other white space at the colons',
    'write a colon and one space behind each name (RFC 9421 section 2.5)',
    [{ colon: ':' }, { colon: ' : ' }, { colon: ' :' }, { colon: '=' }, { colon: ':  ' }],
  ),
  spelt(
    'base-names-unquoted',
    'the base without quotes around the names',
    'write each name between quotes (RFC 9421 section 2.5)',
    [
      { name: (identifier) => identifier.replaceAll('"', '') },
      { name: (identifier) => (identifier === '"@signature-params"' ? '@signature-params' : identifier) },
      { name: (identifier) => (identifier.startsWith('"@') ? identifier : identifier.replaceAll('"', '')) },
      { name: (identifier) => identifier.replaceAll('"', ''), colon: ':' },
      { name: (identifier) => identifier.replaceAll('"', "'") },
    ],
  ),
  spelt('base-names-case', 'the base with capitals in the names', 'write names in lower case (RFC 9421 section 2.1)', [
    { name: capitalized },
    { name: (identifier) => (identifier.startsWith('"@') ? identifier : capitalized(identifier)) },
    { name: (identifier) => identifier.toUpperCase() },
    { name: (identifier) => (identifier.startsWith('"@') ? identifier : identifier.toUpperCase()) },
  ]),
  spelt(
    'base-names-without-at',
    'the base without @ in the names of derived components',
    'write them with @ (RFC 9421 section 2.2)',
    [
      { name: (identifier) => identifier.replace('@', '') },
      { name: (identifier) => (identifier === '"@signature-params"' ? '"signature-params"' : identifier) },
      { name: (identifier) => identifier.replace('"@request-target"', '(request-target)').replaceAll('"', '') },
    ],
  ),
];

function spelt(id: string, fits: string, advice: string, spellings: readonly Partial<Spelling>[]): Deviation<Attempt> {
  return {
    id,
    common: common.includes(id),
    fits,
    advice,
    alter: (attempt) => spellings.map((spelling) => ({ ...attempt, spelling: { ...attempt.spelling, ...spelling } })),
  };
}
