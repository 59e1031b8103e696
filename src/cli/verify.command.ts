import { Command, InvalidArgumentError, Option } from 'commander';
import { requirementNames, type RequirementName } from '../package/requirements.ts';
import { collect } from './collect.ts';
import { withMessageOptions } from './signed-message-options.ts';
import type { VerifySettings } from './verify.ts';

export function verifyCommand(): Command {
  return withMessageOptions(
    new Command('verify')
      .description('Judge the signature of one request or response, or a package of a run.')
      .argument(
        '<file>',
        'a message (HTTP text, a HAR file or a curl command) or a package (zip); - for standard input',
      )
      .option('--key <file>', 'the public key: PEM, JWK or JWK set; a package can do without')
      .addOption(new Option('--jwks <file>', 'the same').conflicts('key'))
      .option(
        '--reviewer-key <file>',
        'for a package: the public key of a reviewer whose sign-off counts; may be given again',
        collect,
      )
      .option('--keyid <id>', 'the id that the key is registered by, if its file does not say it')
      .option('--at <time>', 'when it is judged: now, created, seconds since 1970, or a date', 'now')
      .option(
        '--require <names>',
        'for a package: requirements of a CI gate, joined by commas: certified, official, signer, sign-off',
        requirements,
      )
      .option('--json', 'of a package: print what was found as JSON (specs/schemas/verification.schema.json)'),
  )
    .addHelpText(
      'after',
      `
One line says whether it verifies, and if not the next ones why. As strict as the mock, the age of the signature included;
--at created leaves the age out. What explain can find out about a message that does not verify, it finds with the same options.

A package ("run --package", "package") is told what it proves and what not: that no byte of it was changed, who signed it (with --key),
its catalogue, its age at the time of --at, its target, and whether its reports say what its result says, which are made again
for that and compared. Nothing of it is unpacked to disk, and no network is used.
It also shows who signed off on it, what they decided and when ("sign-off"). A decision counts only if --reviewer-key names its key, and
never if the key signed the package itself. A sign-off that was changed, or is about another package, does not verify.

Exit code of a message: 0 verifies, 1 does not, 2 the files cannot be read.

Exit code of a package:
  0  it verifies, the run is CERTIFIED, a key given with --key signed it, and its specs and features equal those of this version
  1  it does not verify or contradicts itself, the run is NOT CERTIFIED or stale, a report does not match the result, the catalogue
     differs, a known reviewer rejected it, or with --require official: the target is not proven to be Nopan's sandbox
  2  the files cannot be read
  4  the run is INCOMPLETE, the signer is unknown, or the catalogue is from another version and cannot be compared; with --require
     sign-off also: no known reviewer has approved it, or only with conditions
certified and signer are always required; official and sign-off only if --require names them.

Examples:
  $ nopan-certify verify docs/examples/request.http --key docs/examples/public-key.pem --at created
  $ nopan-certify verify docs/examples/response.http --key docs/examples/jwks.json --at created
  $ nopan-certify verify docs/examples/request.curl --key docs/examples/jwks.json --at 2026-01-15T10:00:30Z
  $ curl -si https://… | nopan-certify verify - --key nopan-jwks.json    an answer as it came
  $ nopan-certify verify acme-go-live.zip --key signing-key.pub.pem       a package
  $ nopan-certify verify acme-go-live.zip --key signing-key.pub.pem --json > verification.json
  $ nopan-certify verify acme-go-live.zip --key signing-key.pub.pem --require certified,official,signer    a gate
  $ nopan-certify verify acme-go-live.zip --key signing-key.pub.pem --reviewer-key reviewer.pub.pem --require sign-off`,
    )
    .action(async (file: string, settings: VerifySettings) => {
      const { verifyFile } = await import('./verify.ts');
      process.exitCode = await verifyFile(file, settings);
    });
}

const isRequirement = (name: string): name is RequirementName => (requirementNames as readonly string[]).includes(name);

function requirements(text: string): RequirementName[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const unknown = names.filter((name) => !isRequirement(name));
  if (unknown.length === 0) return names.filter(isRequirement);
  throw new InvalidArgumentError(
    `It takes ${requirementNames.join(', ')}, joined by commas, not ${unknown.map((name) => name || 'nothing').join(', ')}.`,
  );
}
