import { unreadable } from './text.ts';

/** What editors put in the place of the characters that a shell knows. */
interface Damage {
  readonly pattern: RegExp;
  readonly message: string;
  readonly expected: string;
  readonly advice: string;
}

const damages: readonly Damage[] = [
  {
    pattern: /[‘’‚‛“”„‟«»‹›´′″＂＇]/,
    message: 'A typographic quote is in the command',
    expected: 'straight quotes, \' or "',
    advice: 'An editor or a chat changed the quotes. Write straight ones.',
  },
  {
    pattern: /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/,
    message: 'A space that the shell does not know is in the command',
    expected: 'a plain space (U+0020)',
    advice: 'An editor or a web page changed the space. Write a plain one.',
  },
  {
    pattern: /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/,
    message: 'A character that cannot be seen is in the command',
    expected: 'no such character',
    advice: 'Remove it.',
  },
];

const dash: Damage = {
  pattern: /^-?[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/,
  message: 'A typographic dash is in the command',
  expected: 'one or two hyphens, - or --',
  advice: 'An editor or a chat changed the hyphens. Write plain ones.',
};

/**
 * Refuses what stands outside of quotes and was changed by an editor.
 * @param isStart whether a word begins with it.
 * @throws {CertifyError} ERR_INPUT with the place.
 */
export function assertPlainCharacters(text: string, isStart: boolean, placeOf: (index: number) => string): void {
  for (const { pattern, message, expected, advice } of isStart ? [...damages, dash] : damages) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const character = match[0].slice(-1);
    const at = match.index + match[0].length - 1;
    throw unreadable(message, placeOf(at), expected, { actual: named(character), advice });
  }
}

/** The first typographic quote behind which an option seems to follow: it was to close what a straight quote opened. */
export function closingQuote(quoted: string): number | undefined {
  const at = quoted.search(/[’”′″´](?:[ \t]|\\\r?\n)+--?[a-zA-Z]/);
  return at < 0 ? undefined : at;
}

export const typographicQuote = /[‘’‚‛“”„‟´′″]/;

const named = (character: string): string => {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{L}\p{P}\p{S}]/u.test(character) ? `${character} (${code})` : code;
};
