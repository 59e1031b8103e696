import type { Command } from 'commander';
import { defaultConfiguration } from './configuration-sources.ts';
import { withProtocolOption } from './protocol-option.ts';

/** The options by which a command is told of the configuration, and what to take in place of it. */
export function withConfigurationOptions(command: Command): Command {
  return withProtocolOption(
    command
      .option('--config <file>', `credentials and target (default: ${defaultConfiguration})`)
      .option('--base-url <url>', "address of the target, in place of the configuration's"),
  );
}
