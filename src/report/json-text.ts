import { withVisibleControls } from './text.ts';

/** A value as JSON for people and machines, on lines of its own; what a terminal may act on is escaped (RFC 8259 section 7). */
export const jsonText = (value: unknown): string => `${withVisibleControls(JSON.stringify(value, null, 2))}\n`;

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON text with line breaks and indentation, and anything else as it is. Works on the text and not on its value, so that
 * every digit and every repeated member stays as it was sent.
 */
export function indented(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : indentedTokens(text);
  } catch {
    return text;
  }
}

function indentedTokens(text: string): string {
  let depth = 0;
  let out = '';
  let previous = '';
  const line = (): string => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '}' || token === ']') {
      depth -= 1;
      out += previous === '{' || previous === '[' ? token : line() + token;
    } else if (token === ',' || token === ':') {
      out += token === ':' ? ': ' : token;
    } else {
      if (previous === '{' || previous === '[' || previous === ',') out += line();
      out += token;
      if (token === '{' || token === '[') depth += 1;
    }
    previous = token;
  }
  return out;
}
