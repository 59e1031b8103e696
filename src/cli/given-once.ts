import type { Command } from 'commander';

/** Options whose help says so are collected; of any other the last one would count, and nobody would hear of those before it. */
const repeatable = /\bmay be given again\b/;

/** Has a command refuse an option with a value that is given twice, as wrong usage. */
export function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    const takesValue = option.required || option.optional;
    if (!takesValue || repeatable.test(option.description)) continue;
    let times = 0;
    command.on(`option:${option.name()}`, () => {
      times += 1;
      if (times > 1) command.error(`error: option '${option.flags}' is given twice, and takes one value`);
    });
  }
  for (const subcommand of command.commands) refuseRepeated(subcommand);
}
