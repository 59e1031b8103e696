import { Command, Option } from 'commander';
import type { AssumptionsSettings } from './assumptions.ts';

export function assumptionsCommand(): Command {
  return new Command('assumptions')
    .description('List what is assumed about Nopan: values that none of its pages states, each with the reason for it.')
    .option('--all', 'list the documented values too')
    .option('--json', 'print them as JSON')
    .addOption(new Option('--markdown', 'print them as docs/assumptions.md has them').conflicts(['all', 'json']))
    .addHelpText(
      'after',
      `
The values come from specs/protocol.yaml. Reports list those that their run relied on.

Examples:
  $ nopan-certify assumptions
  $ nopan-certify assumptions --all --json
  $ nopan-certify run --protocol webhooks.signatureHeader=X-Signature`,
    )
    .action(async (settings: AssumptionsSettings) => {
      const { assumptions } = await import('./assumptions.ts');
      assumptions(settings);
    });
}
