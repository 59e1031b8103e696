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
    .option('--out <folder>', 'where the last run wrote its reports', 'reports')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
A requirement with neither a scenario nor a manual attestation, a scenario without a requirement, and a tag that names
nothing known are problems: each is told with its place, and the exit code is 4. "run" refuses to start with any.
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
