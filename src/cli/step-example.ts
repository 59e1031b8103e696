import type { VocabularyStep } from '../runner/vocabulary.ts';

/** A step as a feature has it, table and all; none where it would only repeat the pattern. */
export function exampleLines({ keyword, pattern, example }: VocabularyStep): string[] {
  if (example === undefined || (example.text === pattern && example.table === undefined)) return [];
  return [`${keyword} ${example.text}`, ...tableLines(example.table ?? []).map((row) => `  ${row}`)];
}

function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
}
