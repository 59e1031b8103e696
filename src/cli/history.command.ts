import { Command } from 'commander';
import type { HistorySettings } from './history.ts';

export function historyCommand(): Command {
  return new Command('history')
    .description('Draw verdicts, counts and latencies of all results in a folder as one HTML page.')
    .argument('<folder>', 'every result.json in it and below it, sorted by time')
    .option('--out <file>', 'the page to write', 'history.html')
    .addHelpText(
      'after',
      `
The page needs no network and no script. Each target is drawn by itself, since their latencies have nothing in common. A file
of that name is left out, and named on the page, if it is not a result of this version, contradicts itself, or its run did not finish.

Examples:
  $ nopan-certify history reports
  $ nopan-certify history reports --out reports/history.html`,
    )
    .action(async (folder: string, settings: HistorySettings) => {
      const { drawHistory } = await import('./history.ts');
      await drawHistory(folder, settings);
    });
}
