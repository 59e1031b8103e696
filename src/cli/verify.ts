import { judge, type Judged } from '../explain/judge.ts';
import { lookupIn, type VerificationKeys } from '../explain/verification-keys.ts';
import { visibleLine } from '../report/text.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { detailsOf } from './details.ts';
import { judgedAt } from './message-times.ts';
import {
  messageIn,
  redactorOf,
  signingSettings,
  verificationKeys,
  type KeySettings,
  type MessageSettings,
} from './signed-message.ts';

export interface VerifySettings extends MessageSettings, KeySettings {
  readonly at: string;
}

/** `nopan-certify verify`; gives the exit code. */
export async function verifyFile(file: string, settings: VerifySettings): Promise<number> {
  const captured = messageIn(file, settings);
  const keys = verificationKeys(settings);
  const say = (text: string): void => {
    process.stdout.write(`${visibleLine(redactorOf(captured)(text))}\n`);
  };
  try {
    const judged = await judge(captured.message, lookupIn(keys), signingSettings(settings), judgedAt(settings));
    say(`VERIFIES  ${described(judged)}`);
    for (const note of notes(judged, keys)) process.stderr.write(`${visibleLine(note)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    say(`DOES NOT VERIFY  ${error.message} (${error.code})`);
    for (const [label, text] of detailsOf(error)) say(`  ${label} ${text}`);
    return 1;
  }
}

function described({ scheme, keyid, algorithm, created }: Judged): string {
  const when = new Date(created * 1000);
  return [
    scheme,
    `key ${keyid}`,
    algorithm,
    `created ${Number.isNaN(when.getTime()) ? created : when.toISOString()}`,
  ].join(', ');
}

function notes({ warnings = [] }: Judged, keys: VerificationKeys): string[] {
  return [...keys.notes, ...warnings].map((note) => `Note: ${note}`);
}
