import { Command } from 'commander';
import { withConfigurationOptions } from './configuration-options.ts';
import type { DoctorSettings } from './doctor.ts';

export function doctorCommand(): Command {
  const command = new Command('doctor').description(
    'Examine the configuration, the credentials and the target before anything is certified.',
  );
  return withConfigurationOptions(command)
    .option('--offline', 'examine files and settings only; nothing is sent')
    .option('--specs <folder>', 'specs of your own, whose requirements waivers may name')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      `
Files, client certificate, signing key and protocol settings are examined first; then the target: its address, TLS and
clock, whether it accepts certificate and signing key, which scopes it grants, its published keys, the webhooks' URL.
The target gets a few harmless calls: two for a token, one for a payment that does not exist, two for its keys,
and one to each test endpoint, with a payment that it starts and cancels.
"run --target sandbox" begins with the part that sends nothing, and does not start on an error.

Exit codes, by the first error; warnings are none:
  0 no error            2 the configuration or a file     3 the environment: target unreachable, TLS, clock, webhooks' URL
  1 the target refuses the credentials, or is not in order itself

Examples:
  $ nopan-certify doctor
  $ nopan-certify doctor --config nopan-certify.config.yaml --offline
  $ nopan-certify doctor --protocol signature.ecdsaEncoding=der --json`,
    )
    .action(async (settings: DoctorSettings) => {
      const { doctor } = await import('./doctor.ts');
      await doctor(settings);
    });
}
