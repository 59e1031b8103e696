import { oneLine, shortened, withoutControls } from './text.ts';

const longest = 1500;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Foreign text within a line: nothing in it is markup, and it breaks no table. */
export function inline(text: string, most = longest): string {
  return shortened(oneLine(withoutControls(text)), most)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]#|~@!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Foreign text as code within a line. */
export const code = (text: string): string => `<code>${inline(text)}</code>`;

/** Foreign text as a block, in a fence longer than any in it. */
export function fenced(text: string, language = '', most = longest): string {
  const content = shortened(withoutControls(text), most);
  const longestRun = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}${language}\n${content}\n${fence}`;
}
