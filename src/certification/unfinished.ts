/** The marker in place of a result during its run, or after it was killed. */
export interface UnfinishedRun {
  /** RFC 3339. */
  readonly startedAt: string;
  /** Random, to distinguish this run's marker from others. */
  readonly id: string;
  /** The process of the run. */
  readonly process: { readonly host: string; readonly pid: number; readonly startedAt?: string };
}

/** The marker that a value holds, if any. */
export function unfinishedRun(value: unknown): UnfinishedRun | undefined {
  const { unfinished } = (value ?? {}) as { readonly unfinished?: Partial<UnfinishedRun> };
  const { startedAt, id, process } = unfinished ?? {};
  if (typeof startedAt !== 'string' || typeof id !== 'string') return undefined;
  const { host, pid } = process ?? {};
  return typeof host === 'string' && typeof pid === 'number' ? (unfinished as UnfinishedRun) : undefined;
}
