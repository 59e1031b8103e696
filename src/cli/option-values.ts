import type { Command, Option } from 'commander';

/** Options whose help says so are collected; of any other the last one would count, and nobody would hear of those before it. */
const repeatable = /\bmay be given again\b/;

/** What a path is called in the flags of an option. */
const path = /<(?:file|folder)>$/;

/** Has a command refuse, as wrong usage, an option with a value that is given twice, and a path that is empty. */
export function guardOptionValues(command: Command): void {
  for (const option of command.options) if (option.required || option.optional) guard(command, option);
  for (const subcommand of command.commands) guardOptionValues(subcommand);
}

function guard(command: Command, option: Option): void {
  const { flags, description } = option;
  let times = 0;
  command.on(`option:${option.name()}`, (value: string | null) => {
    times += 1;
    if (times > 1 && !repeatable.test(description))
      command.error(`error: option '${flags}' is given twice, and takes one value`);
    if (value === '' && path.test(flags)) command.error(`error: option '${flags}' is empty`);
  });
}
