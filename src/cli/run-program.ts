import { CommanderError, type Command } from 'commander';
import { printError } from './errors.ts';

/** Runs a command line; prints an error and sets the exit code for it. */
export async function runProgram(program: Command): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode =
      error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : printError(error, process.stderr);
    // A handle that was left open must not keep the process alive.
    setTimeout(() => process.exit(), 1_000).unref();
  }
}
