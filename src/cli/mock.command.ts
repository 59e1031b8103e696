import { Command, InvalidArgumentError } from 'commander';
import type { MockSettings } from './mock.ts';
import { withProtocolOption } from './protocol-option.ts';

export function mockCommand(): Command {
  const command = new Command('mock')
    .description('Serve the embedded mock of Nopan for work by hand, with credentials for one organization.')
    .option('--out <folder>', 'where the credentials are written', 'nopan-mock')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0 takes a free one', port, 0);
  return withProtocolOption(command)
    .option('--verbose', 'log every request')
    .addHelpText(
      'after',
      `
Writes certificates, keys and a configuration file (all readable by you only) and prints the base URL and a first call.
Beside them lie control.json, address and secret of the control API (organizations, keys, webhook endpoints, the
clock; specs/schemas/control holds what its calls take), and webhook-secret, the key of the webhooks' HMAC.

It runs until Ctrl-C. The credentials are new at every start; files of an earlier start are overwritten.

Examples:
  $ nopan-certify mock
  $ nopan-certify mock --port 8443 --out ./nopan-mock --verbose
  $ nopan-certify mock --protocol signature.acceptedVariants=configured --protocol signature.ecdsaEncoding=der
  $ nopan-certify run --target sandbox --config nopan-mock/nopan-certify.config.yaml`,
    )
    .action(async (settings: MockSettings) => {
      const { mock } = await import('./mock.ts');
      await mock(settings);
    });
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return number;
}
