import { stripVTControlCharacters } from 'node:util';

/**
 * Text in lines of at most `width` characters, broken between words only; a longer word stays whole. Colours take no room.
 *
 * @param width in visible characters; Infinity: one line
 * @example wrapText('a cat sat', 5) // ['a cat', 'sat']
 */
export function wrapText(text: string, width: number): string[] {
  if (visibleLength(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && visibleLength(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The number of characters of a text without its colours. */
export const visibleLength = (text: string): number => stripVTControlCharacters(text).length;

/** The same behind a head, the further lines below its end. */
export function hanging(head: string, text: string, width: number): string {
  const room = Math.max(narrowest, width - head.length);
  return wrapText(text, room)
    .map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line)
    .join('\n');
}

/** Below this nothing is readable, and lines may run over. */
const narrowest = 20;
