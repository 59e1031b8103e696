import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { visibleLength, wrapText } from '../report/wrapped-text.ts';
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

const command = /^\s+\$ |npx (?:--no )?nopan-certify|node \S+\/main\.[jt]s /;

function wrappedLine(line: string, width: number): string[] {
  if (visibleLength(line) <= width || command.test(line)) return [line];
  const start = startOf(line);
  const column = visibleLength(start);
  const indent = column > (width * 2) / 3 ? narrowIndentation : column;
  const [first = '', ...rest] = wrapText(line.slice(start.length), width - column);
  const others = rest.length === 0 ? [] : wrapText(rest.join(' '), width - indent);
  return [start + first, ...others.map((text) => ' '.repeat(indent) + text)];
}

const narrowIndentation = 4;

/** The part of a line that continued lines leave blank: the columns of a table before the last, or the mark of a list item. */
const startOf = (line: string): string => startPattern.exec(line)?.[0] ?? '';

/** Includes the end of a colour after a padded label. */
const startPattern = new RegExp(String.raw`^(?:.*\S {2,}(?=\S)| *- | *)(?:\u001b\[[\d;]*m +)?`);
