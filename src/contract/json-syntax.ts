import { yaml } from './yaml-library.ts';

/**
 * Where a text stops being JSON, as `:line:column` behind a file's name; empty when nobody tells. What JSON.parse says of that depends
 * on the text, and YAML's JSON schema tells the rest: a word without quotes, a bracket that is not closed.
 */
export function syntaxErrorPlace(text: string, error: unknown): string {
  const told = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
  const { LineCounter, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const { errors } = parseDocument(text, { schema: 'json', lineCounter, prettyErrors: false });
  const offset = told === undefined ? errors[0]?.pos[0] : Number(told);
  if (offset === undefined) return '';
  const { line, col } = lineCounter.linePos(offset);
  return `:${line}:${Math.max(col, 1)}`;
}
