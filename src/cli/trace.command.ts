import { Command } from 'commander';
import type { TraceSettings } from './trace.ts';

export function traceCommand(): Command {
  return new Command('trace')
    .description(
      'Lay requirements beside the scenarios that show them, with the last evidence, both ways; nothing is sent.',
    )
    .argument('[features...]', 'single feature files of your own')
    .option('--features <folder>', 'features of your own, beside the built-in ones')
    .option('--specs <folder>', 'specs of your own, laid out as specs/ is')
    .option('--steps <folder>', 'your own step files (.js, .mjs, .cjs, .ts, .mts, .cts), for your own features')
    .option('--config <file>', 'the configuration, if it names your checks and is not nopan-certify.config.yaml')
    .option('--out <folder>', 'where the last run wrote its reports', 'reports')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Problems are listed with their place, and "run" does not start with any: a requirement without a scenario that needs no
attestation, and a scenario without a requirement (exit code 4); an unknown requirement or need in a tag, an undefined or
ambiguous step of your features, an unknown variable in your specs (exit code 2).
The evidence is that of result.json in the folder of the reports, if there is one.

Examples:
  $ nopan-certify trace
  $ nopan-certify trace --out reports/sandbox --json`,
    )
    .action(async (features: string[], settings: TraceSettings) => {
      const { trace } = await import('./trace.ts');
      await trace(features, settings);
    });
}
