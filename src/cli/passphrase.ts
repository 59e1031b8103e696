import { resolve } from 'node:path';
import { readSecret } from '../config/secret.ts';
import { processRedactor } from '../evidence/process-redactor.ts';

/** Where a passphrase is to be found. It is never an argument itself, which other users of the machine could read. */
export interface PassphraseSettings {
  readonly passphraseEnv?: string;
  readonly passphraseFile?: string;
}

/**
 * The passphrase that --passphrase-env or --passphrase-file names; undefined without either.
 *
 * @throws ERR_CONFIG when there is none, or it is empty
 */
export function passphraseOf(settings: PassphraseSettings): string | undefined {
  const passphrase = readPassphrase(settings);
  if (passphrase !== undefined) processRedactor.learn(passphrase);
  return passphrase;
}

function readPassphrase({ passphraseEnv, passphraseFile }: PassphraseSettings): string | undefined {
  if (passphraseEnv !== undefined) {
    return readSecret({ kind: 'env', name: passphraseEnv }, process.env, `--passphrase-env ${passphraseEnv}`);
  }
  if (passphraseFile === undefined) return undefined;
  const where = `--passphrase-file ${passphraseFile}`;
  return readSecret({ kind: 'file', name: resolve(passphraseFile) }, process.env, where);
}

/** The same as a configuration refers to it. */
export function passphraseReference({ passphraseEnv, passphraseFile }: PassphraseSettings): string | undefined {
  if (passphraseEnv !== undefined) return `\${env:${passphraseEnv}}`;
  return passphraseFile === undefined ? undefined : `\${file:${resolve(passphraseFile)}}`;
}
