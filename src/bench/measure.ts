/** Medians of interleaved rounds: what is compared is measured in the same moments of the same process. */
export async function compare(
  candidates: Readonly<Record<string, () => unknown>>,
  { rounds, calls }: { rounds: number; calls: number },
): Promise<Record<string, number>> {
  const names = Object.keys(candidates);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  // One round that is not counted warms up connections and the compiler.
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const call = candidates[name];
      const start = performance.now();
      for (let i = 0; i < calls; i += 1) await call?.();
      if (round >= 0) times.get(name)?.push((performance.now() - start) / calls);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
