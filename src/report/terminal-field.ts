import type { Paint } from './paint.ts';
import { oneLine, shortened, withoutControls } from './text.ts';
import { hanging } from './wrapped-text.ts';

/** `whole`: to be copied, so that no line of ours is broken. */
export type Field = readonly [name: string, value: string, kind?: 'whole'];

const longest = 600;
const indent = ' '.repeat(15);

export function field([name, value, kind]: Field, paint: Paint, width: number): string {
  const [first = '', ...others] = hanging(indent, clean(value), kind === 'whole' ? Infinity : width).split('\n');
  return [`  ${paint('quiet', name.padEnd(12))} ${first.slice(indent.length)}`, ...others].join('\n');
}

/** Lines as they are, one below the other. */
export const linesField = (name: string, lines: readonly string[], paint: Paint): string =>
  lines.map((line, index) => `  ${paint('quiet', (index === 0 ? name : '').padEnd(12))} ${line}`).join('\n');

/** Foreign text cannot move the cursor, colour the screen or fill it. */
export const clean = (text: string, most = longest): string => shortened(oneLine(withoutControls(text)), most);

/** The same with the blanks that a line begins with. */
export const cleanLine = (text: string): string =>
  shortened(withoutControls(text).replaceAll('\n', ' ').trimEnd(), 200);
