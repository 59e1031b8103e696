/** The environment: whoever asked for the output did not get it. */
const unwritable = 3;

/**
 * Whoever reads the output may have had enough of it (| head): that is no fault, and changes no exit code. Output that cannot be written
 * for another reason ends the process, whatever was concluded. Where errors cannot be told, the exit code says what there is to say.
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
