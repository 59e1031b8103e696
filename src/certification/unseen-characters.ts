/** Names of invisible characters and of characters that look like a plain space. */
const names: ReadonlyMap<number, string> = new Map([
  [0x09, 'tab'],
  [0xa0, 'no-break space'],
  [0xad, 'soft hyphen'],
  [0x034f, 'combining grapheme joiner'],
  [0x061c, 'Arabic letter mark'],
  [0x1680, 'Ogham space mark'],
  [0x180e, 'Mongolian vowel separator'],
  [0x2007, 'figure space'],
  [0x2009, 'thin space'],
  [0x200b, 'zero width space'],
  [0x200c, 'zero width non-joiner'],
  [0x200d, 'zero width joiner'],
  [0x200e, 'left-to-right mark'],
  [0x200f, 'right-to-left mark'],
  [0x2028, 'line separator'],
  [0x2029, 'paragraph separator'],
  [0x202f, 'narrow no-break space'],
  [0x2060, 'word joiner'],
  [0x3000, 'ideographic space'],
  [0x3164, 'Hangul filler'],
  [0xfeff, 'byte order mark'],
]);

/** Format and control characters, all spaces but the plain one, variation selectors, and blank letters. */
const unseen = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]/gu;

/** Describes invisible characters: `; it holds U+00A0 (no-break space) at character 12`; empty when there are none. */
export function unseenCharacters(text: string): string {
  const found = [...text.matchAll(unseen)].filter(([character]) => character !== ' ');
  if (found.length === 0) return '';
  const shown = found.slice(0, 5).map(({ 0: character, index }) => {
    const code = character.codePointAt(0) ?? 0;
    const name = names.get(code) ?? (/\s/u.test(character) ? 'a special space' : 'an invisible character');
    return `U+${code.toString(16).toUpperCase().padStart(4, '0')} (${name}) at character ${Array.from(text.slice(0, index)).length + 1}`;
  });
  const more = found.length > shown.length ? ` and ${found.length - shown.length} more` : '';
  return `; it holds ${shown.join(', ')}${more}`;
}
