import { Command } from 'commander';
import { withConfigurationOptions } from './configuration-options.ts';
import type { ConfigShowSettings } from './config-show.ts';

export function configCommand(): Command {
  return new Command('config')
    .description('Look into the configuration.')
    .addCommand(showCommand())
    .addHelpText(
      'after',
      `
Examples:
  $ nopan-certify config show
  $ nopan-certify config show --variables`,
    );
}

function showCommand(): Command {
  const command = new Command('show').description(
    'Print the settings that take effect, and where each comes from. Nothing is sent, no secret is read.',
  );
  return withConfigurationOptions(command)
    .option('--variables', 'list the environment variables in place of the settings')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
A flag goes before an environment variable, that before the file, and the file before a default. A secret is shown as
the reference to it: it may be missing, and is not looked for. Without a file, the environment has to give what is needed.
The digest that --json tells is the one by which the result of a run names its configuration.

Examples:
  $ nopan-certify config show
  $ nopan-certify config show --config nopan-mock/nopan-certify.config.yaml --json
  $ nopan-certify config show --base-url https://localhost:8443 --protocol signature.ecdsaEncoding=der
  $ nopan-certify config show --variables`,
    )
    .action(async (settings: ConfigShowSettings) => {
      const { configShow } = await import('./config-show.ts');
      configShow(settings);
    });
}
