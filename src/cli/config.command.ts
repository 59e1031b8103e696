import { Command } from 'commander';
import type { ConfigShowSettings } from './config-show.ts';
import { protocolSetting } from './protocol-option.ts';

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
  return new Command('show')
    .description('Print the settings that take effect, and where each comes from. Nothing is sent, no secret is read.')
    .option('--config <file>', 'the configuration (default: nopan-certify.config.yaml)')
    .option('--base-url <url>', "address of the target, in place of the configuration's")
    .option(
      '--protocol <id=value>',
      'use a setting of specs/protocol.yaml with another value; may be given again',
      protocolSetting,
    )
    .option('--variables', 'list the environment variables in place of the settings')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
A flag goes before an environment variable, that before the file, and the file before a default. A secret is shown as
the reference to it: it may be missing, and is not looked for. Without a file, the environment has to give what is needed.

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
