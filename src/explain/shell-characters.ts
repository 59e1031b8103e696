import { unreadable } from './text.ts';

/** Characters that editors put in place of shell characters. */
interface Damage {
  readonly pattern: RegExp;
  readonly message: string;
  readonly expected: string;
  readonly advice: string;
}

const damages: readonly Damage[] = [
  {
    pattern: /[‘’‚‛“”„‟«»‹›´′″＂＇]/,
    message: 'The command has a typographic quote',
    expected: 'straight quotes, \' or "',
    advice: 'An editor or a chat changed the quotes. Use straight quotes.',
  },
  {
    pattern: /[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/,
    message: 'The command has a space that the shell does not recognize',
    expected: 'a plain space (U+0020)',
    advice: 'An editor or a web page changed the space. Use a plain space.',
  },
  {
    pattern: /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/,
    message: 'The command has an invisible character',
    expected: 'no such character',
    advice: 'Remove it.',
  },
];

const dash: Damage = {
  pattern: /^-?[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/,
  message: 'The command has a typographic dash',
  expected: 'one or two hyphens, - or --',
  advice: 'An editor or a chat changed the hyphens. Use plain hyphens.',
};

/**
 * Rejects characters outside quotes that an editor changed.
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

/** The first typographic quote that seems to be followed by an option: it was meant to close a straight quote. */
export function closingQuote(quoted: string): number | undefined {
  const at = quoted.search(/[’”′″´](?:[ \t]|\\\r?\n)+--?[a-zA-Z]/);
  return at < 0 ? undefined : at;
}

export const typographicQuote = /[‘’‚‛“”„‟´′″]/;

const named = (character: string): string => {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{L}\p{P}\p{S}]/u.test(character) ? `${character} (${code})` : code;
};
