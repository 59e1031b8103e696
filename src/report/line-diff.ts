/** A line of a comparison: in both, in what was expected only, or in what came only. */
export interface DiffLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** More lines than these are not compared: the time grows with their product. */
const mostLines = 400;

/**
 * Two values as a comparison by lines, where both are JSON or have several lines; else undefined, and they are better told one by one.
 *
 * @example valueDiff('{"a":1}', '{"a":2}')?.map(({ mark, text }) => mark + text) // [' {', '-  "a": 1', '+  "a": 2', ' }']
 */
export function valueDiff(expected: string, actual: string): DiffLine[] | undefined {
  const [before, after] = [structured(expected), structured(actual)];
  const isDeep = before !== undefined && after !== undefined && before.includes('\n') && after.includes('\n');
  const isLong = expected.includes('\n') && actual.includes('\n');
  if (!isDeep && !isLong) return undefined;
  const [old, now] = [(isDeep ? before : expected).split('\n'), (isDeep ? after : actual).split('\n')];
  return old.length > mostLines || now.length > mostLines ? undefined : nearChanges(lineDiff(old, now));
}

/** JSON with a line for each member. */
function structured(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

/** By the longest common subsequence of lines. */
export function lineDiff(old: readonly string[], now: readonly string[]): DiffLine[] {
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      common[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    const [before, after] = [old[row], now[column]];
    if (before !== undefined && before === after) {
      lines.push({ mark: ' ', text: before });
      row += 1;
      column += 1;
    } else if (before !== undefined && (after === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ mark: '-', text: before });
      row += 1;
    } else {
      lines.push({ mark: '+', text: after ?? '' });
      column += 1;
    }
  }
  return lines;
}

const context = 3;

/** Without lines that are far from any change; a single one takes no more room than the sign for it. */
function nearChanges(lines: readonly DiffLine[]): DiffLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== ' '),
  );
  const isShown = (index: number): boolean =>
    near[index] === true || (near[index - 1] !== false && near[index + 1] !== false);
  return lines.flatMap((line, index) => {
    if (isShown(index)) return [line];
    return index === 0 || isShown(index - 1) ? [{ mark: ' ' as const, text: '…' }] : [];
  });
}
