import { Command, InvalidArgumentError } from 'commander';
import type { ReplaySettings } from './replay.ts';

export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Run a failed scenario of the last run again, and say whether it is fixed, still failing or different.',
    )
    .argument('<case>', 'the scenario, as the failure names it: features/x.feature:12, or its number in the report')
    .option('--out <folder>', 'where the run wrote its reports', 'reports')
    .option('--config <file>', 'the configuration, if the run named one')
    .option('--base-url <url>', 'the address, if the run named one')
    .option('--features <folder>', 'your own features, if the run used any')
    .option('--specs <folder>', 'your own specs, if the run used any')
    .option('--steps <folder>', 'your own step files, if the run used any')
    .option('--curl', 'send nothing: print its calls as curl commands, with a fresh signature')
    .option('--all', 'with --curl: every call of the scenario, and not those of the failed step only')
    .option(
      '--fill <name=value>',
      'with --curl: a member of the body that evidence does not keep; may be given again',
      filling,
    )
    .addHelpText(
      'after',
      `
Run it in the same folder as the run: it uses the same target and options, and prints its command first. The reports
stay as they are. A result may come from anybody, so name files, folders and addresses of the run again; those
in the result are not used.
Exit code: 0 fixed, 1 still failing or different; what keeps it from running at all is told as "run" does.

--curl takes the address, certificate and keys from the configuration, so it does not work for the embedded mock. Evidence holds no
secrets, so the first command asks for an access token of its own, and comments say what is to be filled in. A passphrase of the TLS
key is looked up by the shell where the configuration says that it is. A call that was spoilt on purpose is spoilt again in the same
way, or a comment says that this cannot be repeated.

Examples:
  $ nopan-certify replay features/payments/states.feature:61
  $ nopan-certify replay 12 --out reports/sandbox --config nopan-certify.config.yaml
  $ nopan-certify replay features/payments/payer-present.feature:12 --out reports/sandbox --config nopan-certify.config.yaml --curl --fill oneTimeCode=123456`,
    )
    .action(async (name: string, settings: ReplaySettings) => {
      const { replay } = await import('./replay.ts');
      process.exitCode = await replay(name, settings);
    });
}

function filling(text: string, given: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name, value] = /^([\w-]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It has the form name=value.');
  return { ...given, [name]: value };
}
