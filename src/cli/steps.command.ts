import { Command, Option } from 'commander';
import type { StepsSettings } from './steps.ts';

export function stepsCommand(): Command {
  return new Command('steps')
    .description(
      'List the steps that a scenario can be written with: parameters, and an example of each from the features.',
    )
    .option('--steps <folder>', 'your own step files (.js, .mjs, .cjs, .ts, .mts, .cts), listed with the built-in ones')
    .option('--features <folder>', 'features of your own, which examples are taken from too')
    .option('--specs <folder>', 'specs of your own, whose workflows are states too')
    .option('--config <file>', 'the configuration, if it names your checks and is not nopan-certify.config.yaml')
    .option('--json', 'print them as JSON')
    .addOption(new Option('--markdown', 'print them as docs/steps.md has them').conflicts('json'))
    .addHelpText(
      'after',
      `
The list is made from the step definitions themselves; docs/glossary.md explains the terms in them.

Examples:
  $ nopan-certify steps
  $ nopan-certify steps --json
  $ nopan-certify steps --markdown`,
    )
    .action(async (settings: StepsSettings) => {
      const { steps } = await import('./steps.ts');
      await steps(settings);
    });
}
