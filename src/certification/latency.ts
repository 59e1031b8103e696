import type { Result } from '../contract/types/result.ts';
import { operationOf } from './coverage.ts';
import { groups } from './groups.ts';

/** How long the answers of one operation took in a run. */
export interface Latency {
  readonly operation: string;
  readonly calls: number;
  readonly medianMs: number;
}

/** By operation, from every exchange that got an answer. */
export function latenciesOf({ scenarios }: Pick<Result, 'scenarios'>): Latency[] {
  const exchanges = scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));
  const answered = exchanges.filter(({ response }) => response !== undefined);
  return groups(answered, operationOf).map(([operation, own]) => ({
    operation,
    calls: own.length,
    medianMs: median(own.map(({ timings }) => timings.durationMs)),
  }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
