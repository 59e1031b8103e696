/** What stands in the place of a result while its run goes on, and after that if the run was killed. */
export interface UnfinishedRun {
  /** RFC 3339. */
  readonly startedAt: string;
  /** Drawn for this run: tells its marker from that of another run. */
  readonly id: string;
  /** The process, where its system tells one from another by number and time. */
  readonly process: { readonly host: string; readonly pid: number; readonly startedAt?: string };
}

/** The marker that a file's value holds, if it is one. */
export function unfinishedRun(value: unknown): UnfinishedRun | undefined {
  const { unfinished } = (value ?? {}) as { readonly unfinished?: Partial<UnfinishedRun> };
  const { startedAt, id, process } = unfinished ?? {};
  if (typeof startedAt !== 'string' || typeof id !== 'string') return undefined;
  const { host, pid } = process ?? {};
  return typeof host === 'string' && typeof pid === 'number' ? (unfinished as UnfinishedRun) : undefined;
}
