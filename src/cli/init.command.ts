import { Command } from 'commander';
import { defaultConfiguration } from './configuration-sources.ts';
import type { InitSettings } from './init.ts';

export function initCommand(): Command {
  return new Command('init')
    .description('Write a configuration to fill in: every setting, with what it means.')
    .argument('[file]', 'the file to write', defaultConfiguration)
    .option('--force', 'overwrite a file that is there', false)
    .addHelpText(
      'after',
      `
What only you know begins with "your-" and is refused until it is replaced. Secrets never stand in the file, only where
they are. Its first line names the schema, by which an editor completes and checks it.

Examples:
  $ nopan-certify init
  $ nopan-certify init config/sandbox.yaml
  $ nopan-certify init --force`,
    )
    .action(async (file: string, settings: InitSettings) => {
      const { init } = await import('./init.ts');
      init(file, settings);
    });
}
