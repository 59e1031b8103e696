import { Command } from 'commander';
import type { MergeSettings } from './merge.ts';

export function mergeCommand(): Command {
  return new Command('merge')
    .description('Join the results of the shards of one run into the result that it would have had without them.')
    .argument('<results...>', 'result.json of each shard, or the folder that holds it, in any order')
    .option('--out <folder>', 'where the reports are written', 'reports')
    .option('--quiet', 'print the verdict only')
    .addHelpText(
      'after',
      `
Each shard is run by itself, on whatever machine, with the same options but for --shard: a job of a matrix. By itself it is
INCOMPLETE (exit code 4), since the rest was left to the others; the verdict is that of the last job, which merges them. The
verdict is reached anew, as after a run, and the exit code is that of a run.
A shard that is missing, there twice, or of another version, target, profile, catalogue or selection is refused.

Examples:
  $ nopan-certify run --shard 1/2 --out reports/1
  $ nopan-certify run --shard 2/2 --out reports/2
  $ nopan-certify merge reports/1 reports/2 --out reports/all`,
    )
    .action(async (results: string[], settings: MergeSettings) => {
      const { mergeResults } = await import('./merge.ts');
      mergeResults(results, settings);
    });
}
