import { Command } from 'commander';
import { withSigningOptions } from './package-options.ts';
import type { PackageSettings } from './package.ts';

export function packageCommand(): Command {
  return withSigningOptions(
    new Command('package')
      .description('Pack the result and reports of a run, with the specs and features used, into one signed file.')
      .argument('<folder>', 'where the run wrote its reports')
      .option('--out <file>', 'the package', 'nopan-certify-package.zip')
      .option('--specs <folder>', 'your own specs, if the run used any')
      .option('--steps <folder>', 'your own step files, if the run used any')
      .option('--url <url>', 'where the run can be looked up, such as a job of CI'),
  )
    .addHelpText(
      'after',
      `
A zip with an in-toto Statement (predicate test-result) in a DSSE envelope, which holds the digest of every other member.
It packs only results of finished runs that match their steps and evidence and were made with the features and specs of this version.
"run --package FILE" does the same when the run ends. "verify FILE" says what a package proves, and needs no network.

Examples:
  $ nopan-certify package reports
  $ nopan-certify package reports --key signing-key.pem --out acme-go-live.zip
  $ nopan-certify verify acme-go-live.zip --key signing-key.pub.pem`,
    )
    .action(async (folder: string, settings: PackageSettings) => {
      const { packageFolder } = await import('./package.ts');
      await packageFolder(folder, settings);
    });
}
