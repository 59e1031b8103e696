import { Command, InvalidArgumentError, Option } from 'commander';
import { withConfigurationOptions } from './configuration-options.ts';
import type { CallSettings } from './call.ts';

export function callCommand(): Command {
  const command = new Command('call')
    .description('Send one request spec and print the exchange, the signature base and the judgement.')
    .argument('<spec>', 'a request spec, e.g. payments/initiate (specs/requests lists them)')
    .addOption(new Option('--target <target>', 'where it is sent').choices(['mock', 'sandbox']).default('mock'));
  return withConfigurationOptions(command)
    .option('--variant <name>', 'a variant of the spec, e.g. blik')
    .option(
      '--set <variable=value>',
      'fill in a variable, e.g. transactionId=p9vhkuj92yav; may be given again',
      variable,
    )
    .option('--after <state>', 'bring about a state first, e.g. "an approved payment" (specs/workflows lists them)')
    .addOption(
      new Option('--profile <profile>', 'how the request is signed').choices([
        'http-message-signature',
        'detached-jws',
      ]),
    )
    .option(
      '--tamper <id>',
      'spoil the request, between two sound ones; a way of specs/tampering.yaml, e.g. unknown-key',
    )
    .addHelpText(
      'after',
      `
Exit code 0 means: accepted (or, spoilt, refused as it must be), signed by Nopan, and as its contract says.

Examples:
  $ nopan-certify call auth/token
  $ nopan-certify call payments/initiate --variant blik
  $ nopan-certify call payments/capture --after "an authorized payment"
  $ nopan-certify call payments/status --target sandbox --config nopan-certify.config.yaml --set transactionId=p9vhkuj92yav
  $ nopan-certify call payments/initiate --protocol signature.ecdsaEncoding=der
  $ nopan-certify call payments/initiate --tamper flipped-signature-byte`,
    )
    .action(async (spec: string, settings: CallSettings) => {
      const { call } = await import('./call.ts');
      await call(spec, settings);
    });
}

function variable(text: string, given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, value] = /^([\w.]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It has the form variable=value.');
  return { ...given, [name]: value };
}
