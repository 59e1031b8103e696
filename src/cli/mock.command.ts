import { isIPv6 } from 'node:net';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { MockSettings } from './mock.ts';
import { withProtocolOption } from './protocol-option.ts';

export function mockCommand(): Command {
  const command = new Command('mock')
    .description('Serve the mock of Nopan for work by hand, with credentials for one organization.')
    .option('--out <folder>', 'where the credentials are written', 'nopan-mock')
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 for all addresses of this machine',
      bareHost,
      '127.0.0.1',
    )
    .option('--port <port>', 'port to listen on; 0 takes a free one', port, 0)
    .option('--control-host <address>', 'address of the control API', bareHost, '127.0.0.1')
    .option('--control-port <port>', 'port of the control API; 0 takes a free one', port, 0)
    .addOption(
      new Option('--name <name>', 'another DNS name or IP address for its certificate; may be given again').argParser(
        hostName,
      ),
    )
    .option('--certificate <file>', "your own server certificate instead of the mock's, with its chain: PEM")
    .option('--private-key <file>', 'the key of that certificate: PEM')
    .addOption(
      new Option(
        '--accept-host <which>',
        'accepted Host fields: names in the certificate with any port (own) or with the right port (exact), or any',
      )
        .choices(['own', 'exact', 'any'])
        .default('own'),
    )
    .option('--state <file>', 'keep payments, keys and clocks there, over restarts')
    .option('--seed <text>', 'the same ids at each start, for the same calls', nonEmpty)
    .option('--tls-only', 'refuse clients without a certificate of its own authority in the handshake already')
    .option('--rate-limit <requests>', 'answer more requests of an organization in a second with 429', count)
    .addOption(new Option('--webhook-url <url>', 'where webhooks go; may be given again').argParser(webhookUrl))
    .option('--life-cycle', 'print what can be done with a payment in which status, and end');
  return withProtocolOption(command)
    .option('--strict', 'reject everything that the mock otherwise tolerates with a warning')
    .addOption(new Option('--json', 'log each call as a JSON object a line').conflicts('verbose'))
    .option('--verbose', 'log what happens inside the mock instead: webhooks, jobs, connections')
    .addHelpText(
      'after',
      `
Writes certificates, keys and a configuration file (all readable by you only) and prints the base URL, and requests
that work when they are pasted. Beside them lie control.json, address and secret of the control API (organizations,
keys, webhook endpoints, the clock, faults: docs/control-api.md), and webhook-secret, the key of the webhooks' HMAC.

It runs until Ctrl-C. Without --state everything is new at every start, and files of an earlier start are overwritten.
With it, whatever was answered is still there after a restart, also when the process was killed; the file holds private
keys of the mock and is readable by you only.

Its certificate names --host (all addresses of this machine for 0.0.0.0 or ::), localhost, and each --name. From other
containers: --host 0.0.0.0 --name <its name there>, and give ca.pem to the clients (docs/mock.md).

A webhook endpoint proves itself with a certificate of the mock's authority (control API) or of a public one.

Each call is one line on standard error: time, method, path, status, and of a rejected one the reason code, the reason and what to do.
A warning, once for each kind, says what the mock tolerates and a sandbox may reject: DER instead of r || s, the label before the signature
parameters, another digest or scheme, other components or parameters, no Nopan-Version, no Idempotency-Key, unknown properties. --strict
rejects all of these. A clock that was moved too far: POST {"reset": true} to it (docs/control-api.md).
--verbose logs for reading on a terminal, as JSON elsewhere.

Examples:
  $ nopan-certify mock
  $ nopan-certify mock --port 8443 --state nopan-mock.mdb
  $ nopan-certify mock --seed demo --rate-limit 10 --verbose
  $ nopan-certify mock --strict --json 2> calls.ndjson
  $ nopan-certify mock --tls-only --webhook-url https://127.0.0.1:9443/nopan
  $ nopan-certify mock --protocol signature.acceptedVariants=configured --protocol signature.ecdsaEncoding=der
  $ nopan-certify mock --host 0.0.0.0 --port 8443 --name nopan-mock
  $ nopan-certify mock --certificate mock.pem --private-key mock.key
  $ nopan-certify mock --life-cycle
  $ nopan-certify run --target sandbox --config nopan-mock/nopan-certify.config.yaml`,
    )
    .action(async ({ lifeCycle = false, ...settings }: MockSettings & { readonly lifeCycle?: boolean }) => {
      if (lifeCycle) {
        const { lifeCycleText } = await import('./life-cycle-text.ts');
        process.stdout.write(lifeCycleText());
        return;
      }
      const { mock } = await import('./mock.ts');
      await mock(settings);
    });
}

/** `[::1]` is `::1`. */
function bareHost(text: string): string {
  return nonEmpty(/^\[(.*)\]$/.exec(text)?.[1] ?? text);
}

const nameOfHost = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

function hostName(text: string, given: readonly string[] = []): string[] {
  const name = bareHost(text);
  if (!nameOfHost.test(name) && !isIPv6(name))
    throw new InvalidArgumentError(
      'It takes a DNS name or IP address, such as mock or 192.0.2.7, without scheme, port or path.',
    );
  return [...given, name];
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return number;
}

function count(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 1_000_000)
    throw new InvalidArgumentError('It is a whole number from 1 to 1000000.');
  return number;
}

function nonEmpty(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function webhookUrl(text: string, given: readonly string[] = []): string[] {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new InvalidArgumentError('It is an https URL without credentials, such as https://127.0.0.1:9443/nopan.');
  return [...given, text];
}
