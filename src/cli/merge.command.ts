import { Command } from 'commander';
import { formatNames } from '../report/formats.ts';
import { annotationsOption, formatOption, reportLines } from './report-options.ts';
import type { MergeSettings } from './merge.ts';

/** Results do not hold what Cucumber said. */
const offered = formatNames.filter((name) => name !== 'messages');

export function mergeCommand(): Command {
  return new Command('merge')
    .description('Join the results of the shards of one run into the result that it would have had without them.')
    .argument('<results...>', 'result.json of each shard, or the folder that holds it, in any order')
    .option('--out <folder>', 'where the reports are written', 'reports')
    .addOption(formatOption(offered))
    .addOption(annotationsOption())
    .option('--no-annotations', 'mark none')
    .option('--quiet', 'print one line only: verdict and exit code')
    .addHelpText(
      'after',
      `
Each shard is run by itself, on whatever machine, with the same options but for --shard: a job of a matrix. By itself it is
INCOMPLETE (exit code 4), since the rest was left to the others; the verdict is that of the last job, which merges them. The
verdict is reached anew, as after a run, and the exit code is that of a run.
Missing or duplicate shards are rejected, and so are shards with another version, target, profile, catalogue or selection, with other
features, specs, step files or configuration (by digest), or more than 24 hours between the first start and the last end.
Waivers and attestations are judged on the day on which the last shard ended.

Reports (written to --out, by the names that --format takes; what Cucumber said stays with the shards):
${reportLines(offered)}

Examples:
  $ nopan-certify run --shard 1/2 --out reports/1
  $ nopan-certify run --shard 2/2 --out reports/2
  $ nopan-certify merge reports/1 reports/2 --out reports/all
  $ nopan-certify merge reports/1 reports/2 --out reports/all --format html,json,junit,codequality`,
    )
    .action(async (results: string[], settings: MergeSettings) => {
      const { mergeResults } = await import('./merge.ts');
      await mergeResults(results, settings);
    });
}
