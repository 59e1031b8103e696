import { duration } from '../text.ts';
import type { HistoryPoint } from './point.ts';

/** The medians of one operation over the runs. */
export interface Line {
  readonly operation: string;
  /** Points of a polyline each; a run without such a call parts them. */
  readonly segments: readonly string[];
  readonly first: string;
  readonly last: string;
  readonly highest: string;
}

export const lineSize = { width: 240, height: 36 } as const;
const margin = 4;

export function linesOf(points: readonly HistoryPoint[]): Line[] {
  const operations = [...new Set(points.flatMap(({ latencies }) => latencies.map(({ operation }) => operation)))];
  return operations.sort().map((operation) => lineOf(operation, points));
}

function lineOf(operation: string, points: readonly HistoryPoint[]): Line {
  const medians = points.map(({ latencies }) => latencies.find((latency) => latency.operation === operation)?.medianMs);
  const known = medians.flatMap((median) => median ?? []);
  const highest = Math.max(...known);
  return {
    operation,
    segments: segmentsOf(medians, highest),
    first: duration(known[0] ?? 0),
    last: duration(known.at(-1) ?? 0),
    highest: duration(highest),
  };
}

/** Drawn from zero, so that a small change looks small. */
function segmentsOf(medians: readonly (number | undefined)[], highest: number): string[] {
  const step = (lineSize.width - 2 * margin) / Math.max(1, medians.length - 1);
  const scale = (lineSize.height - 2 * margin) / (highest || 1);
  const segments: string[][] = [[]];
  for (const [place, median] of medians.entries()) {
    const x = (margin + place * step).toFixed(1);
    if (median === undefined) segments.push([]);
    else segments.at(-1)?.push(`${x},${(lineSize.height - margin - median * scale).toFixed(1)}`);
  }
  // A line of one point alone would not be seen: a point of it twice, with round ends, is a dot.
  return segments
    .filter(({ length }) => length > 0)
    .map((own) => (own.length === 1 ? [...own, ...own] : own).join(' '));
}
