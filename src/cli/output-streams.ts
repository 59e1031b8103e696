/** An environment error: the output could not be written. */
const unwritable = 3;

/**
 * A reader that stops early (| head) is not an error and changes no exit code. Any other write error ends the process, whatever
 * the verdict. If standard error cannot be written either, the exit code is all that remains.
 */
export function guardOutput(tell: (error: unknown) => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    tell(error);
    process.removeAllListeners('exit');
    process.exit(unwritable);
  });
  process.stderr.on('error', () => undefined);
}
