#!/usr/bin/env node
// Imports nothing statically, so that an error while loading the project can be reported.
try {
  await import('./program.ts');
} catch (error) {
  tell(error);
}

/** Too many open files or a deleted current folder are not faults of nopan-certify. */
function tell(error: unknown): void {
  const { code = 'unknown', message, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') {
    process.stderr.write(
      'nopan-certify: The current folder does not exist any more (ERR_SYSTEM)\n  do        Change to a folder that exists, and run the command again.\n',
    );
    process.exit(3);
  }
  const bySystem = /^E[A-Z0-9]+$/.test(code);
  process.stderr.write(
    bySystem
      ? `nopan-certify: The program cannot be loaded: ${message} (ERR_SYSTEM)\n  do        Raise the limits of the system (ulimit -n), change to a folder that exists, and run the command again.\n`
      : `nopan-certify: a fault of nopan-certify itself (ERR_HARNESS)\n${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(bySystem ? 3 : 5);
}
