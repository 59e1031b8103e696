import { InvalidArgumentError, Option, type Command } from 'commander';

/** The options by which explain, sign and verify name a message and the wire profile. */
export function withMessageOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'what the file is; found out when not given').choices(['http', 'har', 'curl']),
    )
    .option('--entry <entry>', 'which entry of a HAR file: its number from 1, or a part of its URL')
    .option(
      '--data-dir <folder>',
      'where the files lie that a curl command names (-d @file); they are not read without it',
    )
    .option(
      '--protocol <id=value>',
      'a setting of specs/protocol.yaml, e.g. signature.contentTypeForm=as-sent; may be given again',
      setting,
    );
}

function setting(text: string, given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, id, value] = /^([\w.]+)=(.*)$/s.exec(text) ?? [];
  if (id === undefined || value === undefined) throw new InvalidArgumentError('It has the form id=value.');
  return { ...given, [id]: value };
}
