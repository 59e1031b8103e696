import { coverageOf } from '../signing/coverage.ts';
import { isRequest } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { SignatureInput } from '../signing/signature-input.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import type { Finding } from './finding.ts';
import type { SigningSettings } from './judge.ts';
import { isMilliseconds } from './milliseconds.ts';

/** What is wrong with a Signature-Input that can be read: what it covers, and its parameters. */
export function inputFindings(
  captured: Captured,
  input: SignatureInput,
  profile: SignatureProfile,
  { extraComponents }: SigningSettings,
): Finding[] {
  const { message } = captured;
  const where = fieldOrigin(captured, 'signature-input');
  const { created, keyid } = input.parameters;
  const found: Finding[] = [];
  const fault = (id: string, problem: string, advice: string, after: string): void => {
    const at = where === undefined ? {} : { where };
    found.push({ id, kind: 'fault', problem, advice, ...at, before: input.signatureParams, after });
  };

  const { list, components } = coverageOf(profile, message.body.length > 0);
  const covered = input.components.map(({ identifier }) => identifier);
  const missing = components.map(({ identifier }) => identifier).filter((identifier) => !covered.includes(identifier));
  if (missing.length > 0) {
    const problem = `The signature does not cover ${missing.join(', ')}.`;
    fault('coverage', problem, 'Cover every component that the profile demands.', list);
  }
  if (isRequest(message) && extraComponents === 'refused' && covered.length > components.length) {
    const problem = 'The signature covers more than the profile demands.';
    fault('coverage-extra', problem, 'Cover the components of the profile and no others.', list);
  }
  const complete = `${list};keyid="…";created=…`;
  if (keyid === undefined) {
    fault('keyid-missing', 'The parameter keyid is missing.', 'Name the key that signs.', complete);
  }
  if (created === undefined) {
    const advice = 'Say when the message was signed, in seconds.';
    fault('created-missing', 'The parameter created is missing.', advice, complete);
  } else if (isMilliseconds(created)) {
    const after = input.signatureParams.replace(String(created), String(Math.floor(created / 1000)));
    const advice = 'Write seconds since 1970-01-01T00:00:00Z.';
    fault('created-in-milliseconds', 'created is in milliseconds.', advice, after);
  }
  return found;
}
