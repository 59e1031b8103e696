/**
 * Text in lines of at most `width` characters, broken between words only; whatever has no space in it stays whole.
 *
 * @param width in characters; Infinity: one line
 * @example wrapText('a cat sat', 5) // ['a cat', 'sat']
 */
export function wrapText(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same behind a head, the further lines below its end. */
export function hanging(head: string, text: string, width: number): string {
  const room = Math.max(narrowest, width - head.length);
  return wrapText(text, room)
    .map((line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line)
    .join('\n');
}

/** Below this nothing is readable, and lines may run over. */
const narrowest = 20;
