import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { isTerminal } from './colours.ts';

/** Text for a stream: on a terminal, long lines are broken between words. */
export const fitted = (text: string, stream: Writable): string =>
  stream instanceof WriteStream && isTerminal(stream) && stream.columns >= narrowest
    ? wrapped(text, stream.columns)
    : text;

/** In columns; some terminals report none. */
const narrowest = 40;

/** Breaks long lines between words and keeps their indentation. Commands stay on one line, so that they can be copied. */
export const wrapped = (text: string, width: number): string =>
  text
    .split('\n')
    .flatMap((line) => wrappedLine(line, width))
    .join('\n');

const command = /^\s+\$ |npx nopan-certify/;

function wrappedLine(line: string, width: number): string[] {
  const hanging = indentation(line);
  if (lengthOf(line) <= width || command.test(line) || hanging.length > width / 2) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(hanging.length).split(' ')) {
    const next = current === '' ? word : `${current} ${word}`;
    const isFull = current !== '' && hanging.length + lengthOf(next) > width;
    if (isFull) lines.push(current);
    current = isFull ? word : next;
  }
  return [...lines, current].map((each, place) => (place === 0 ? line.slice(0, hanging.length) : hanging) + each);
}

/** Where continued text begins: below the last column of a table, the text of a list item, or the start of the line. */
function indentation(line: string): string {
  const [start = ''] = /^ *(?:- |\S+ {2,}(?:\S+ {2,})?)?/.exec(stripVTControlCharacters(line)) ?? [];
  return ' '.repeat(start.length);
}

const lengthOf = (text: string): number => stripVTControlCharacters(text).length;
