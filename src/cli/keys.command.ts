import { Command, Option } from 'commander';
import { withPassphraseOptions } from './passphrase-options.ts';
import type { Curve, TlsKeyAlgorithm } from '../credentials/key-pair.ts';
import type { CsrSettings } from './keys-csr.ts';
import type { ShowSettings } from './keys-show.ts';
import type { SigningKeySettings } from './keys-signing.ts';

const curves = ['P-256', 'P-384', 'P-521'] as const satisfies readonly Curve[];
const tlsKeys = [...curves, 'RSA-2048', 'RSA-3072', 'RSA-4096'] as const satisfies readonly TlsKeyAlgorithm[];

export function keysCommand(): Command {
  return new Command('keys')
    .description('Make the keys that Nopan wants, and look into files with keys and certificates.')
    .addCommand(csrCommand())
    .addCommand(signingCommand())
    .addCommand(showCommand())
    .addHelpText(
      'after',
      `
Nothing is sent. Two keys are needed, and they must differ: one for TLS, which Nopan certifies, and one that signs requests.

Examples:
  $ nopan-certify keys csr --organization your-organization-id --organization-name "Your Company" --country NL
  $ nopan-certify keys signing
  $ nopan-certify keys show client-key.pem client-cert.pem`,
    );
}

function csrCommand(): Command {
  const command = new Command('csr')
    .description('Make a TLS key and the certificate request with which Nopan issues the client certificate.')
    .requiredOption('--organization <id>', 'CN: the organization id that Nopan gave you')
    .requiredOption('--organization-name <name>', 'O: the name of the company')
    .requiredOption('--country <code>', 'C: its country, two capital letters (ISO 3166-1)')
    .option('--state <name>', 'ST: its state or province')
    .option('--locality <name>', 'L: its town')
    .option('--unit <name>', 'OU: a department, or what the certificate is for')
    .addOption(new Option('--algorithm <algorithm>', 'the kind of key').choices(tlsKeys).default('P-384'));
  return withWritingOptions(command)
    .addHelpText(
      'after',
      `
Writes client-key.pem, readable by you only, and client.csr. The key never leaves this machine.

Examples:
  $ nopan-certify keys csr --organization your-organization-id --organization-name "Your Company" --country NL
  $ nopan-certify keys csr --organization your-organization-id --organization-name "Your Company" --country NL --unit Sandbox --algorithm RSA-3072 --out sandbox-keys
  $ nopan-certify keys csr --organization your-organization-id --organization-name "Your Company" --country NL --out encrypted-keys --passphrase-env NOPAN_TLS_PASSPHRASE
  $ openssl req -in client.csr -verify -noout -subject`,
    )
    .action(async (settings: CsrSettings) => {
      const { makeCertificateRequest } = await import('./keys-csr.ts');
      await makeCertificateRequest(settings);
    });
}

function signingCommand(): Command {
  const command = new Command('signing')
    .description('Make a key pair that signs requests, with the public half to upload.')
    .addOption(new Option('--curve <curve>', 'the curve of the key').choices(curves).default('P-384'))
    .option('--keyid <id>', 'the kid of the JWK (default: the thumbprint of RFC 7638)');
  return withWritingOptions(command)
    .addHelpText(
      'after',
      `
Writes signing-key.pem, readable by you only, and its public half twice: signing-key.pub.pem and signing-key.jwk.json.

Examples:
  $ nopan-certify keys signing
  $ nopan-certify keys signing --curve P-256 --keyid acme-2026 --out sandbox-keys
  $ nopan-certify keys signing --out encrypted-keys --passphrase-env NOPAN_SIGNING_PASSPHRASE`,
    )
    .action(async (settings: SigningKeySettings) => {
      const { makeSigningKey } = await import('./keys-signing.ts');
      await makeSigningKey(settings);
    });
}

function showCommand(): Command {
  const command = new Command('show')
    .description('Tell what files are: keys, certificates, certificate requests, JWK sets, PKCS#12. Never a secret.')
    .argument('<files...>', 'PEM, DER, JSON or PKCS#12')
    .option('--json', 'print it as JSON: an array with an object for each file');
  return withPassphraseOptions(command, 'of what is encrypted; without it, no more than that is told')
    .addHelpText(
      'after',
      `
Files of one call that hold the same key are named at the end: a private key, its request and its certificate belong together.

Examples:
  $ nopan-certify keys show client-key.pem client.csr
  $ nopan-certify keys show client-cert.pem --json
  $ nopan-certify keys show client.p12 --passphrase-env NOPAN_TLS_PASSPHRASE`,
    )
    .action(async (files: readonly string[], settings: ShowSettings) => {
      const { showCredentials } = await import('./keys-show.ts');
      await showCredentials(files, settings);
    });
}

function withWritingOptions(command: Command): Command {
  return withPassphraseOptions(
    command.option('--out <folder>', 'where the files are written', '.'),
    'that encrypts the private key',
  ).option('--force', 'overwrite files that are there; a key that is overwritten is lost', false);
}
