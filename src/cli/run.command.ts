import { collect } from './collect.ts';
import { Command, InvalidArgumentError, Option } from 'commander';
import { withConfigurationOptions } from './configuration-options.ts';
import { withSigningOptions } from './package-options.ts';
import { annotationsOption, formatOption, reportLines } from './report-options.ts';
import type { OrderWish } from '../runner/order.ts';
import { sameFailures } from '../conversation/broken-preconditions.ts';
import { partOption } from './part-option.ts';
import type { RunSettings } from './run-settings.ts';

export function runCommand(): Command {
  const command = new Command('run')
    .description('Certify a conversation: run the scenarios against a target, reach a verdict, write the reports.')
    .argument('[features...]', 'feature files, or file:line for one scenario; all when none is named')
    .addOption(new Option('--target <target>', 'what is certified').choices(['mock', 'sandbox']).default('mock'));
  return withSigningOptions(withPackageOption(withConfigurationOptions(command)))
    .option('--tags <expression>', 'run only scenarios whose tags match, e.g. "@stage:signing and not @needs:clock"')
    .option('--name <pattern>', 'run only scenarios whose name matches; may be given again', collect)
    .option('--features <folder>', 'features of your own, beside the built-in ones')
    .option('--specs <folder>', 'requests, workflows, schemas and requirements of your own, laid out as specs/ is')
    .option('--steps <folder>', 'your own step files (.js, .mjs, .cjs, .ts, .mts, .cts), for your own features')
    .option('--order <order>', 'defined, random, or random:SEED to repeat one that was drawn', orderWish, 'defined')
    .addOption(
      new Option(
        '--seed <text>',
        'draw the ids of the embedded mock, and an order at random, from it, to have them again',
      ).argParser(seed),
    )
    .option('--shard <part>', 'run one part of several: 1/3, 2/3 and 3/3 together run everything', partOption)
    .option(
      '--defect <id>',
      'break the embedded mock on purpose (specs/defects.yaml), to see what notices; may be given again',
      collect,
    )
    .option('--parallel <workers>', 'worker processes to spread the scenarios over; none by default', wholeNumber)
    .addOption(
      new Option(
        '--repeat <times>',
        'run every scenario so often; one whose results differ is flaky, which is never green',
      )
        .argParser(times)
        .conflicts('failFast'),
    )
    .option('--out <folder>', 'where the reports are written', 'reports')
    .option(
      '--baseline <file>',
      'an earlier result, its folder or package: reports show what changed since (default: the result in --out)',
    )
    .addOption(formatOption())
    .addOption(annotationsOption())
    .option('--no-annotations', 'mark none')
    .option('--dry-run', 'show what would run, and whether every step and requirement is known; nothing is sent')
    .option('--fail-fast', 'stop at the first failure')
    .addOption(
      new Option(
        '--keep-going',
        `run everything, also what needs a precondition that failed in ${sameFailures} scenarios`,
      ).conflicts('failFast'),
    )
    .option('--subject-version <version>', 'version of your integration, for the report', label)
    .option('--subject-commit <commit>', 'commit of your integration (default: the commit of the CI pipeline)', label)
    .option('--quiet', 'print one line only: verdict and exit code')
    .addHelpText(
      'after',
      `
The embedded mock needs nothing: it makes its own certificates and picks its own ports. The sandbox needs your
credentials, named in a configuration ("nopan-certify init" writes one to fill in); these are examined first, as
"nopan-certify doctor --offline" does.
Instead of --features, --specs and --steps the configuration can name one folder (checks: ./checks); an option wins.
A selection (features, --tags, --name, --shard) leaves requirements untested, so its verdict is INCOMPLETE at best.

Reports (written to --out, by the names that --format takes):
${reportLines()}
Before the first scenario, reports of an earlier run are removed and a marker replaces the result, so that a run that is killed
leaves no old reports behind. Use a separate folder for each of two simultaneous runs.
The earlier result is read first, and reports show what changed since then: what fails now, what was fixed, what is new or gone. Only a
result of the same organization and target is compared. It affects no verdict; "nopan-certify diff" is a gate.

Examples:
  $ nopan-certify run
  $ nopan-certify run --name "detached JWS" --quiet
  $ nopan-certify run --order random --parallel 2
  $ nopan-certify run --repeat 3
  $ nopan-certify run --format html,json,sarif,codequality --no-annotations
  $ nopan-certify run --tags @PAY-12 --defect refund-above-captured
  $ nopan-certify run --package go-live.zip
  $ nopan-certify run --baseline reports/main --out reports/branch
  $ nopan-certify run --target sandbox --config nopan-certify.config.yaml --out reports/sandbox`,
    )
    .action(async (features: string[], settings: RunSettings) => {
      const { run } = await import('./run.ts');
      await run(features, settings);
    });
}

const withPackageOption = (command: Command): Command =>
  command.option(
    '--package <file>',
    'pack result, reports, specs and features into this zip when the run ends, and sign it',
  );

function label(text: string): string {
  const most = 100;
  if (text.trim() === '' || text.length > most || /\p{C}/u.test(text))
    throw new InvalidArgumentError(`It takes 1 to ${most} visible characters.`);
  return text;
}

/** More workers than this only get in each other's way. */
const most = 16;

function wholeNumber(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) > most)
    throw new InvalidArgumentError(`It takes a whole number from 0 to ${most}.`);
  return Number(text);
}

function times(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1 to 99.');
  return Number(text);
}

function orderWish(text: string): OrderWish {
  if (!/^(?:defined|random|random:[\w.-]{1,64})$/.test(text))
    throw new InvalidArgumentError(
      'It takes defined, random, or random:SEED, where SEED is of letters, digits and . _ - and at most 64 of them.',
    );
  return text as OrderWish;
}

function seed(text: string): string {
  if (!/^[\w.-]{1,64}$/.test(text))
    throw new InvalidArgumentError('It takes letters, digits and . _ - and at most 64 of them.');
  return text;
}
