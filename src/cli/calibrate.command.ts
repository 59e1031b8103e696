import { Command, Option } from 'commander';
import { withConfigurationOptions } from './configuration-options.ts';
import type { CalibrateSettings } from './calibrate.ts';

export function calibrateCommand(): Command {
  const command = new Command('calibrate')
    .description('Find out which way of signing the target accepts, where Nopan’s pages leave it open.')
    .addOption(new Option('--target <target>', 'what is asked').choices(['mock', 'sandbox']).default('sandbox'));
  return withConfigurationOptions(command)
    .addOption(
      new Option(
        '--write',
        'put the settings that work into the configuration; everything else in it stays as it is',
      ).conflicts('protocol'),
    )
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
The pages disagree on the label inside @signature-params, the ECDSA encoding, the digest, the content type, and on a
detached JWS in place of all that. Each variant is tried once on a token request, which changes nothing: at most twenty
calls. The one to take is tried again with its signature broken, which must be refused, or else nothing was learnt.
Where several work, the present settings stay. It also tries a missing client certificate and one from another authority,
which TLS, a gateway or the API itself may reject.

Exit code 0 means: a variant works. 1: none does, or the target's answers do not tell.

Examples:
  $ nopan-certify calibrate --target mock
  $ nopan-certify calibrate --config nopan-certify.config.yaml
  $ nopan-certify calibrate --config nopan-certify.config.yaml --write`,
    )
    .action(async (settings: CalibrateSettings) => {
      const { calibrateTarget } = await import('./calibrate.ts');
      await calibrateTarget(settings);
    });
}
