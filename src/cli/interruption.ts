/** Ctrl-C and a polite kill end a run early but in order; a second one ends the process at once. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to the system's own handling. */
  release(): void;
}

/** A fault of ours, should even the conclusion fail. */
const exitCodeUnlessConcluded = 5;

const signals = ['SIGINT', 'SIGTERM'] as const;

export function catchInterruption(): Interruption {
  const controller = new AbortController();
  const release = (): void => {
    for (const name of signals) process.removeListener(name, interrupt);
  };
  const interrupt = (): void => {
    release();
    controller.abort();
  };
  for (const name of signals) process.on(name, interrupt);
  return { signal: controller.signal, release };
}

/**
 * Something inside the run may end this process (`process.exit(0)` in a step file) before there is a verdict.
 * Then `conclude` is called, which has no time for anything asynchronous, and the exit code is what it returns.
 */
export function guardExit(conclude: () => number): void {
  process.once('exit', () => {
    process.exitCode = exitCodeUnlessConcluded;
    process.exitCode = conclude();
  });
}
