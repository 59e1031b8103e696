import { Option, type Command } from 'commander';
import type { Format } from '../explain/source.ts';
import { withProtocolOption } from './protocol-option.ts';

/** The options by which explain, sign and verify name a message and the wire profile. */
export function withMessageOptions(command: Command): Command {
  return withProtocolOption(
    command
      .addOption(
        new Option('--format <format>', 'what the file is; found out when not given').choices([
          'http',
          'har',
          'curl',
        ] satisfies Format[]),
      )
      .option(
        '--entry <entry>',
        'which entry of a HAR file or request of an .http file: its number from 1, or part of its URL',
      )
      .option(
        '--data-dir <folder>',
        'read files that a curl command (-d @file) or an .http file (< file) names from this folder; without it, none is read',
      ),
  );
}
