#!/usr/bin/env node
// Nothing of the project is imported before something would tell why it cannot be loaded.
try {
  await import('./program.ts');
} catch (error) {
  tell(error);
}

/** A system that can open no more files, or a folder that is gone, is no fault of nopan-certify. */
function tell(error: unknown): void {
  const { code = 'unknown', message } = error as NodeJS.ErrnoException;
  const bySystem = /^E[A-Z0-9]+$/.test(code);
  process.stderr.write(
    bySystem
      ? `nopan-certify: The program cannot be loaded: ${message} (ERR_SYSTEM)\n  do        Raise the limits of the system (ulimit -n), change to a folder that exists, and run the command again.\n`
      : `nopan-certify: a fault of nopan-certify itself (ERR_HARNESS)\n${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(bySystem ? 3 : 5);
}
