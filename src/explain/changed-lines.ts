import { attemptedBase, attemptedLines, type Attempt } from '../signing/attempt.ts';
import { shownValue } from './hidden-values.ts';

export interface Change {
  readonly before: string;
  readonly after: string;
}

const visible: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const shown = (text: string): string => text.replace(/[\n\r\t]/g, (character) => visible[character] ?? character);

/** The lines of the base that was signed which differ from those of the right one, without credentials; undefined when only the signing differs. */
export function changedLines(signed: Attempt, right: Attempt): Change | undefined {
  const [before, after] = [attemptedLines(signed), attemptedLines(right)];
  if (before.join() !== after.join()) {
    const isReordered = before.every((line) => after.includes(line)) && after.every((line) => before.includes(line));
    if (isReordered) return { before: names(before), after: names(after) };
    return { before: without(signed, after), after: without(right, before) };
  }
  if (attemptedBase(signed) === attemptedBase(right)) return undefined;
  return { before: endOf(signed), after: endOf(right) };
}

/** The same without credentials. */
function presentable(attempt: Attempt): Attempt {
  const lines = attempt.lines.map(({ identifier, value }) => ({ identifier, value: shownValue(identifier, value) }));
  return { ...attempt, lines };
}

/** The lines of an attempt that are not among others, as they may be shown. */
function without(attempt: Attempt, others: readonly string[]): string {
  const lines = attemptedLines(attempt);
  const shownLines = attemptedLines(presentable(attempt)).filter((_, index) => !others.includes(lines[index] ?? ''));
  return shownLines.join('\n') || '(no such line)';
}

const endOf = (attempt: Attempt): string => `…${shown(attemptedBase(presentable(attempt)).slice(-30))}`;

const names = (lines: readonly string[]): string => lines.map((line) => line.slice(0, line.indexOf(': '))).join(' ');
