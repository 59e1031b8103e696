import { Command } from 'commander';
import type { CaseSettings } from './failed-case.ts';

export function ticketCommand(): Command {
  return new Command('ticket')
    .description(
      "Write what Nopan's support needs about a failed scenario of the last run, as Markdown; nothing is sent.",
    )
    .argument('<case>', 'the scenario, as the failure names it: features/x.feature:12, or its number in the report')
    .option('--out <folder>', 'where the run wrote its reports', 'reports')
    .addHelpText(
      'after',
      `
It is made from the evidence, which holds no secrets: call ids, times, what was sent and what came. Read it before you send it.

Examples:
  $ nopan-certify ticket features/payments/states.feature:61
  $ nopan-certify ticket 12 --out reports/sandbox > ticket.md`,
    )
    .action(async (name: string, settings: CaseSettings) => {
      const { ticket } = await import('./ticket.ts');
      await ticket(name, settings);
    });
}
