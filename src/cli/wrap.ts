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
  if (lengthOf(line) <= width || command.test(line)) return [line];
  const start = startOf(line);
  const hanging = ' '.repeat(lengthOf(start) > (width * 2) / 3 ? narrowIndentation : lengthOf(start));
  const lines: string[] = [];
  let current = start;
  for (const [place, word] of line.slice(start.length).split(' ').entries()) {
    const next = place === 0 ? current + word : `${current} ${word}`;
    const isFull = place > 0 && lengthOf(next) > width;
    if (isFull) lines.push(current);
    current = isFull ? hanging + word : next;
  }
  return [...lines, current];
}

const narrowIndentation = 4;

/** The part of a line that continued lines leave blank: the columns of a table before the last, or the mark of a list item. */
const startOf = (line: string): string => startPattern.exec(line)?.[0] ?? '';

/** Includes the end of a colour after a padded label. */
const startPattern = new RegExp(String.raw`^(?:.*\S {2,}(?=\S)| *- | *)(?:\u001b\[[\d;]*m +)?`);

const lengthOf = (text: string): number => stripVTControlCharacters(text).length;
