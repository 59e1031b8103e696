import { Command } from 'commander';
import { withMessageOptions } from './signed-message-options.ts';
import type { VerifySettings } from './verify.ts';

export function verifyCommand(): Command {
  return withMessageOptions(
    new Command('verify')
      .description('Judge the signature of one request or response.')
      .argument('<file>', 'the message: HTTP text, a HAR file or a curl command; - for standard input')
      .requiredOption('--key <file>', 'the public key: PEM, JWK or JWK set')
      .option('--keyid <id>', 'the id that the key is registered by, if its file does not say it')
      .option('--at <time>', 'when it is judged: now, created, seconds since 1970, or a date', 'now'),
  )
    .addHelpText(
      'after',
      `
One line says whether it verifies, and if not the next ones why. As strict as the mock, the age of the signature included;
--at created leaves the age out. What explain can find out about a message that does not verify, it finds with the same options.

Exit code 0: verifies. 1: does not. 2: the files cannot be read.

Examples (docs/examples is in this package):
  $ nopan-certify verify docs/examples/request.http --key docs/examples/public-key.pem --at created
  $ nopan-certify verify docs/examples/response.http --key docs/examples/jwks.json --at created
  $ nopan-certify verify docs/examples/request.curl --key docs/examples/jwks.json --at 2026-01-15T10:00:30Z
  $ curl -si https://… | nopan-certify verify - --key nopan-jwks.json    an answer as it came`,
    )
    .action(async (file: string, settings: VerifySettings) => {
      const { verifyFile } = await import('./verify.ts');
      process.exitCode = await verifyFile(file, settings);
    });
}
