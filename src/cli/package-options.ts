import type { Command } from 'commander';
import { withPassphraseOptions } from './passphrase-options.ts';

/** The options by which a package is signed. */
export const withSigningOptions = (command: Command): Command =>
  withPassphraseOptions(
    command.option(
      '--key <file>',
      'the private key that signs the package, PEM; without it, one for this package alone',
    ),
    'of that key',
  );
