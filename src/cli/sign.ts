import { loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { isCapturedRequest } from '../explain/captured.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';
import { curlText, fieldLines, httpText, type RequestFormat } from '../explain/request-text.ts';
import { signRequest, type SignedRequest } from '../explain/signed-request.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import { withVisibleControls } from '../report/text.ts';
import { timeOf } from './message-times.ts';
import { passphraseOf, type PassphraseSettings } from './passphrase.ts';
import { messageIn, redactorOf, signingSettings, type MessageSettings } from './signed-message.ts';

export interface SignSettings extends MessageSettings, PassphraseSettings {
  readonly key: string;
  readonly keyid: string;
  readonly created: string;
  readonly profile?: SignatureScheme;
  readonly output: RequestFormat;
  readonly showBase?: boolean;
}

const writers: Readonly<Record<RequestFormat, (signed: SignedRequest) => string | Buffer>> = {
  headers: ({ fields }) => fieldLines(fields),
  http: ({ message }) => httpText(message),
  curl: ({ message }) => curlText(message),
};

/** `nopan-certify sign`. */
export async function signFile(file: string, settings: SignSettings): Promise<void> {
  const captured = messageIn(file, settings);
  if (!isCapturedRequest(captured)) throw notARequest(file);
  const privateKey = loadPrivateKey(settings.key, passphraseOf(settings));
  const key = { key: privateKey, keyid: settings.keyid, algorithm: keyAlgorithm(privateKey) };
  const created = timeOf(settings.created, '--created');
  const signed = await signRequest(captured, key, signingSettings(settings), created, settings.profile);
  const output = writers[settings.output](signed);
  if (settings.showBase) process.stderr.write(`${withVisibleControls(redactorOf(captured)(signed.base))}\n`);
  process.stdout.write(output);
}

function notARequest(file: string): CertifyError {
  return new CertifyError('ERR_INPUT', 'The file holds a response', {
    where: file,
    expected: 'a request to sign',
    advice: 'Responses are signed by Nopan; verify and explain judge them.',
  });
}
