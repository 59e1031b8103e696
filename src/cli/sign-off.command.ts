import { Command, Option } from 'commander';
import { decisions } from '../package/sign-off/statement.ts';
import { withPassphraseOptions } from './passphrase-options.ts';
import type { SignOffSettings } from './sign-off.ts';

export function signOffCommand(): Command {
  return withPassphraseOptions(
    new Command('sign-off')
      .description('Add a reviewer’s signed decision to a go-live package.')
      .argument('<package>', 'the zip that "run --package" or "package" wrote')
      .requiredOption('--by <name, role>', 'who decides, such as "Ada Moreau, Head of Payments"')
      .addOption(new Option('--decision <decision>', 'what was decided').choices(decisions).makeOptionMandatory())
      .option('--note <text>', 'the reason, or the conditions; required unless approved')
      .requiredOption('--key <file>', 'the reviewer’s private key, PEM; not the key that signed the package')
      .option('--out <file>', 'write the signed-off package here; without it, the package itself is replaced'),
    'of that key',
  )
    .addHelpText(
      'after',
      `
First it verifies the package, and signs nothing that does not verify. "approved" also needs what "verify" needs for exit code 0, except
a known signer: a CERTIFIED run that is not stale, unchanged reports, and the catalogue of this version. For anything else decide
"approved-with-conditions" and say in --note under which, or "rejected" and say why.

The sign-off is an in-toto Statement (predicate human-review) in its own DSSE envelope, sign-offs/….dsse.json in the zip. It names
the digest of the package's attestation, and so the whole package; no byte that was signed before changes. Several reviewers can sign
off, one after the other. "verify --reviewer-key" shows who decided what and when, and --require sign-off asks for an approval.

Exit codes: 0 signed off, 1 the package does not verify, 2 wrong usage (nothing was written), 3 the file cannot be written.

Examples:
  $ nopan-certify keys signing --out reviewer          make a reviewer's key, once
  $ nopan-certify sign-off acme-go-live.zip --by "Ada Moreau, Head of Payments" --decision approved --key reviewer/signing-key.pem
  $ nopan-certify sign-off acme-go-live.zip --by "Ada Moreau, Head of Payments" --decision approved-with-conditions \\
      --note "Refunds go live only after ACME-42 is closed" --key reviewer/signing-key.pem --out acme-signed-off.zip
  $ nopan-certify verify acme-go-live.zip --key signing-key.pub.pem --reviewer-key reviewer/signing-key.pub.pem --require sign-off`,
    )
    .action(async (file: string, settings: SignOffSettings) => {
      const { signOff } = await import('./sign-off.ts');
      await signOff(file, settings);
    });
}
