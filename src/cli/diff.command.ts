import { Command, Option } from 'commander';
import type { DiffSettings } from './diff.ts';

export function diffCommand(): Command {
  return new Command('diff')
    .description('Compare two results: what fails, passes or is skipped now, and what is shown or demanded otherwise.')
    .argument('<old>', 'result.json of the earlier run, the folder that holds it, or its package')
    .argument('<new>', 'that of the later run')
    .addOption(new Option('--markdown', 'print Markdown, for a job summary or a comment').conflicts('json'))
    .option('--json', 'print it as JSON (specs/schemas/comparison.schema.json)')
    .addHelpText(
      'after',
      `
Requirements are matched by their id. Scenarios are matched by feature and name, since lines move; examples of an outline that
share a name, by the words of their steps, in which their values stand, and otherwise by their order.

A regression, with exit code 1: a worse verdict; something newly failing or newly skipped; something no longer shown; weaker
evidence, which is a scenario with fewer exchanges or webhooks (the same answer several times in a row counts once) or a
requirement shown by fewer scenarios; a MUST that left the catalogue or is no longer a MUST. Told only: other changes of
the catalogue, changed assumed values, changed inputs by their digests (features, specs, step files, configuration), and calls whose
median is half as long again as before and 5 ms more.

A result that contradicts its steps and evidence, or a package in which a byte was changed, is rejected (exit code 2). To check who
signed a package, use "nopan-certify verify".

Examples:
  $ nopan-certify diff reports/main reports/branch
  $ nopan-certify diff main/result.json branch/result.json --markdown
  $ nopan-certify diff last-go-live.zip reports/branch`,
    )
    .action(async (old: string, now: string, settings: DiffSettings) => {
      const { diff } = await import('./diff.ts');
      await diff(old, now, settings);
    });
}
