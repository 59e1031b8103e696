import { systemClock } from '../clock.ts';
import { describeCredential, type DescribedFile } from '../credentials/describe.ts';
import { jsonText } from '../report/json-text.ts';
import { credentialsText } from './credentials-text.ts';
import { printError } from './errors.ts';
import { passphraseOf, type PassphraseSettings } from './passphrase.ts';

export interface ShowSettings extends PassphraseSettings {
  readonly json?: boolean;
}

/** `nopan-certify keys show`. A file that cannot be told does not keep the others from being told. */
export async function showCredentials(files: readonly string[], settings: ShowSettings): Promise<void> {
  const passphrase = passphraseOf(settings);
  const described: DescribedFile[] = [];
  const failures: unknown[] = [];
  for (const file of files) {
    await describeCredential(file, passphrase).then(
      (told) => described.push(told),
      (error: unknown) => failures.push(error),
    );
  }
  process.stdout.write(settings.json ? jsonText(described) : credentialsText(described, systemClock));
  if (failures.length > 0) process.exitCode = Math.max(...failures.map((error) => printError(error, process.stderr)));
}
