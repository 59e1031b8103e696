import { Command, Option } from 'commander';
import type { RequestFormat } from '../explain/request-text.ts';
import { withPassphraseOptions } from './passphrase-options.ts';
import { withMessageOptions } from './signed-message-options.ts';
import type { SignSettings } from './sign.ts';

export function signCommand(): Command {
  const command = withMessageOptions(
    new Command('sign')
      .description('Sign one request and print the header fields that make it so.')
      .argument('<file>', 'the request: HTTP text or an .http file, a HAR file or a curl command; - for standard input')
      .requiredOption('--key <file>', 'the private key, PEM')
      .requiredOption('--keyid <id>', 'the id that its public key is registered by')
      .option('--created <time>', 'when it is signed: now, seconds since 1970, or a date', 'now')
      .addOption(
        new Option('--profile <profile>', 'how it is signed').choices(['http-message-signature', 'detached-jws']),
      )
      .addOption(
        new Option('--output <form>', 'what is printed')
          .choices(['headers', 'http', 'curl'] satisfies RequestFormat[])
          .default('headers'),
      )
      .option('--show-base', 'print what was signed, on standard error'),
  );
  return withPassphraseOptions(command, 'of the key')
    .addHelpText(
      'after',
      `
Signs as specs/protocol.yaml says; signature fields that the request has already are replaced. Nothing is sent.
Incomplete requests are rejected: a {{placeholder}}, a $variable, a missing part of the body.

Examples (their private key is public, and an example only):
  $ nopan-certify sign docs/examples/unsigned.http --key docs/examples/EXAMPLE-private-key.pem --keyid example-key
  $ nopan-certify sign docs/examples/unsigned.http --key docs/examples/EXAMPLE-private-key.pem --keyid example-key --show-base --created 2026-01-15T10:00:00Z
  $ nopan-certify sign docs/examples/unsigned.http --key docs/examples/EXAMPLE-private-key.pem --keyid example-key --profile detached-jws --output curl
  $ nopan-certify sign request.curl --key signing-key.pem --keyid my-key --output http | nopan-certify verify - --key public-key.pem`,
    )
    .action(async (file: string, settings: SignSettings) => {
      const { signFile } = await import('./sign.ts');
      await signFile(file, settings);
    });
}
