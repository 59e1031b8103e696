import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../contract/locations.ts';
import { shownPath } from '../contract/yaml-text.ts';

/** A place in source code. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const isInstalled = ({ file }: CodePlace): boolean => file.includes(`${sep}node_modules${sep}`);
const isPackaged = ({ file }: CodePlace): boolean => file.startsWith(packageRoot() + sep);

/** Where an error was thrown: in the user's files if it came through them, else outside of installed packages. */
export function thrownAt(stack: string): CodePlace | undefined {
  const places = placesIn(stack);
  return (
    places.find((place) => !isInstalled(place) && !isPackaged(place)) ??
    places.find((place) => !isInstalled(place)) ??
    places[0]
  );
}

/** Where an error came through a file that is no part of an installed package, nor of this one. */
export const thrownOutside = (stack: string): CodePlace | undefined =>
  placesIn(stack).find((place) => !isInstalled(place) && !isPackaged(place));

function placesIn(stack: string): CodePlace[] {
  const frames = stack.matchAll(/^ +at (?:.*\(|async )?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]+?):(\d+):(\d+)\)?$/gm);
  return [...frames].map(([, path = '', line, column]) => ({
    file: path.startsWith('file:') ? fileURLToPath(path.replace(/\?.*$/, '')) : path,
    line: Number(line),
    column: Number(column),
  }));
}

/** `checks/steps/shop.js:4:27` */
export const placeText = ({ file, line, column }: CodePlace): string => `${shownPath(file)}:${line}:${column}`;

const around = 2;
/** Of a line of code, in characters: more of it, such as of a bundle, tells nobody anything. */
const widest = 160;

/**
 * The line with those around it and a caret below its column; undefined when the file cannot be read.
 *
 * @example
 * ```
 *   3 | When('I look its order up', async function () {
 * > 4 |   await this.conversation.cal('shop/order');
 *     |                           ^
 *   5 | });
 * ```
 */
export function codeFrame({ file, line, column }: CodePlace): string | undefined {
  const lines = linesOf(file);
  if (lines[line - 1] === undefined) return undefined;
  const [from, to] = [Math.max(1, line - around), Math.min(lines.length, line + around)];
  const width = String(to).length;
  const rows: string[] = [];
  for (let number = from; number <= to; number += 1) {
    const text = (lines[number - 1] ?? '').slice(0, widest).replaceAll('\t', ' ').trimEnd();
    rows.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`.trimEnd());
    if (number === line && column <= widest) rows.push(`  ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`);
  }
  return rows.join('\n');
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
