import { Option, type Command } from 'commander';

/** The options by which a command is told a passphrase: never as an argument, which others on the machine could read. */
export function withPassphraseOptions(command: Command, meaning: string): Command {
  const file = new Option('--passphrase-file <path>', 'the file with that passphrase and nothing else');
  return command
    .option('--passphrase-env <name>', `the environment variable with the passphrase ${meaning}`)
    .addOption(file.conflicts('passphraseEnv'));
}
