import { Command } from 'commander';
import type { ExplainSettings } from './explain.ts';
import { withMessageOptions } from './signed-message-options.ts';

export function explainCommand(): Command {
  return withMessageOptions(
    new Command('explain')
      .description('Say why a signed request does or does not verify: which deviation fits, and the line to change.')
      .argument('<file>', 'the request: HTTP text or an .http file, a HAR file or a curl command; - for standard input')
      .requiredOption('--key <file>', 'the public key: PEM, JWK or JWK set')
      .option('--keyid <id>', 'the id that the key is registered by, if its file does not say it')
      .option('--at <time>', 'judge the age too, as of: now, seconds since 1970, or a date')
      .option('--json', 'print the explanation as JSON'),
  )
    .addHelpText(
      'after',
      `
Prints the signature base that a verifier rebuilds, line by line, and the digest it computes. Where these do not verify it
tries the known mistakes, alone and two together, and names those that fit. Nothing is sent; secrets are not shown.
A response (HTTP/1.1 200 …) is explained by the same means, with Nopan's JWK set as key.

Exit code 0: verifies. 1: does not. 2: the files cannot be read.

Examples:
  $ nopan-certify explain docs/examples/request.http --key docs/examples/public-key.pem
  $ nopan-certify explain docs/examples/wrong-order.http --key docs/examples/public-key.pem       # exit code 1
  $ nopan-certify explain docs/examples/pretty-body.curl --key docs/examples/public-key.jwk.json  # exit code 1
  $ nopan-certify explain docs/examples/session.har --entry /payments/initiate --key docs/examples/jwks.json
  $ nopan-certify explain docs/examples/requests.http --entry initiate --key docs/examples/public-key.pem
  $ pbpaste | nopan-certify explain - --key public-key.pem    a curl command copied from a browser or a log`,
    )
    .action(async (file: string, settings: ExplainSettings) => {
      const { explainFile } = await import('./explain.ts');
      process.exitCode = await explainFile(file, settings);
    });
}
