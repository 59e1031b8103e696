import { loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { decodedBody } from '../explain/body-faults.ts';
import { isCapturedRequest, type CapturedRequest } from '../explain/captured.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';
import { lineEndNote } from '../explain/message-body.ts';
import { curlText, fieldLines, httpText, type RequestFormat } from '../explain/request-text.ts';
import { signRequest, type SignedRequest } from '../explain/signed-request.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import { fieldValue } from '../signing/message.ts';
import { withVisibleControls } from '../report/text.ts';
import { timeOf } from './message-times.ts';
import { passphraseOf, type PassphraseSettings } from './passphrase.ts';
import { messageIn, noteLine, redactorOf, signingSettings, type MessageSettings } from './signed-message.ts';

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
  assertWhole(captured);
  const privateKey = loadPrivateKey(settings.key, passphraseOf(settings));
  const key = { key: privateKey, keyid: settings.keyid, algorithm: keyAlgorithm(privateKey) };
  const created = timeOf(settings.created, '--created');
  const signed = await signRequest(captured, key, signingSettings(settings), created, settings.profile);
  const output = writers[settings.output](signed);
  if (settings.showBase) process.stderr.write(`${withVisibleControls(redactorOf(captured)(signed.base))}\n`);
  for (const note of [...captured.notes.filter((each) => each !== lineEndNote), ...changeNotes(captured)])
    process.stderr.write(noteLine(note, captured));
  process.stdout.write(output);
}

/** The whole body must be signed: a file with only part of it would give a different signature. */
function assertWhole(captured: CapturedRequest): void {
  const { message, origins } = captured;
  const decoded = decodedBody(captured);
  if (decoded !== undefined) {
    throw new CertifyError('ERR_INPUT', 'The captured body is decoded', {
      where: origins.body,
      expected: 'the bytes that are sent, with their Content-Encoding',
      advice: 'Remove Content-Encoding if the body is sent as it is in the file.',
    });
  }
  const stated = fieldValue(message.fields, 'content-length') ?? '';
  if (!/^\d+$/.test(stated) || Number(stated) <= message.body.length) return;
  throw new CertifyError('ERR_INPUT', 'The file does not have the whole body', {
    where: origins.body,
    expected: `${stated} bytes, as Content-Length says`,
    actual: `${message.body.length} bytes`,
    advice: 'Complete the body, or remove Content-Length if the body is sent as it is in the file.',
  });
}

/** Notes on fields that are signed with other values than in the file. */
function changeNotes({ message: { fields, body } }: CapturedRequest): string[] {
  const stated = fieldValue(fields, 'content-length');
  return [
    ...(stated === undefined || stated === String(body.length)
      ? []
      : [
          `Content-Length is ${stated} in the file, but the body has ${body.length} bytes: the actual length is signed.`,
        ]),
    ...(fieldValue(fields, 'transfer-encoding') === undefined
      ? []
      : ['Send the request without Transfer-Encoding: Content-Length is signed instead.']),
  ];
}

function notARequest(file: string): CertifyError {
  return new CertifyError('ERR_INPUT', 'The file holds a response', {
    where: file,
    expected: 'a request to sign',
    advice: 'Responses are signed by Nopan; verify and explain judge them.',
  });
}
