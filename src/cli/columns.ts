/** Wider cells push the ones behind them aside, for their own row only. */
const widest = 40;

/** Rows with their columns one below the other. Where a row would pass `width`, its last cell moves to a line below, under the second. */
export function columns(rows: readonly (readonly string[])[], width = Infinity): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(widest, Math.max(...rows.map((cells) => cells[column]?.length ?? 0))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return rows.flatMap((cells) => {
    const whole = line(cells);
    if (whole.length <= width || cells.length < 3) return [whole];
    return [line(cells.slice(0, -1)), `${' '.repeat(widths[0] ?? 0)}  ${cells.at(-1) ?? ''}`];
  });
}

/** Lines of at most `width` characters, broken between words only, each behind `indent`. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(indent + word);
  }
  return lines;
}
