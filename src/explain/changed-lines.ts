import { attemptedBase, attemptedLines, type Attempt } from '../signing/attempt.ts';

export interface Change {
  readonly before: string;
  readonly after: string;
}

const visible: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const shown = (text: string): string => text.replace(/[\n\r\t]/g, (character) => visible[character] ?? character);

/** The lines of the base that was signed which differ from those of the right one; undefined when only the signing differs. */
export function changedLines(signed: Attempt, right: Attempt): Change | undefined {
  const [before, after] = [attemptedLines(signed), attemptedLines(right)];
  if (before.join() !== after.join()) return differing(before, after);
  const [signedBase, rightBase] = [attemptedBase(signed), attemptedBase(right)];
  if (signedBase === rightBase) return undefined;
  return { before: `…${shown(signedBase.slice(-30))}`, after: `…${shown(rightBase.slice(-30))}` };
}

function differing(before: readonly string[], after: readonly string[]): Change {
  const removed = before.filter((line) => !after.includes(line));
  const added = after.filter((line) => !before.includes(line));
  if (removed.length + added.length === 0) return { before: names(before), after: names(after) };
  return { before: removed.join('\n') || '(no such line)', after: added.join('\n') || '(no such line)' };
}

const names = (lines: readonly string[]): string => lines.map((line) => line.slice(0, line.indexOf(': '))).join(' ');
