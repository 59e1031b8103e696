import { expect, it } from 'vitest';
import { unseenCharacters } from './unseen-characters.ts';

it.each([
  ['an ordered payment', ''],
  ['eine größere Zahlung – “so” 支払い 😀', ''],
  ['an\u00a0ordered payment', '; it holds U+00A0 (no-break space) at character 3'],
  ['\ufeffan ordered payment', '; it holds U+FEFF (byte order mark) at character 1'],
  ['pay\u200bment', '; it holds U+200B (zero width space) at character 4'],
  ['pay\u00adment', '; it holds U+00AD (soft hyphen) at character 4'],
  ['😀 a\u2003b', '; it holds U+2003 (a special space) at character 4'],
  ['a\tb', '; it holds U+0009 (tab) at character 2'],
  ['a\u{e0041}b', '; it holds U+E0041 (an invisible character) at character 2'],
  ['a\u200cb\u2060c', '; it holds U+200C (zero width non-joiner) at character 2, U+2060 (word joiner) at character 4'],
  [
    '\u200b'.repeat(7),
    `; it holds ${[1, 2, 3, 4, 5].map((place) => `U+200B (zero width space) at character ${place}`).join(', ')} and 2 more`,
  ],
])('%j', (text, told) => {
  expect(unseenCharacters(text)).toBe(told);
});
