import { coverageOf } from '../signing/coverage.ts';
import { isRequest } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { SignatureInput } from '../signing/signature-input.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import type { Finding } from './finding.ts';
import type { SigningSettings } from './judge.ts';

/** Seconds are larger than this from the year 5138 on; milliseconds have been since 1973. */
const mostSeconds = 100_000_000_000;

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
  const fault = (id: string, problem: string, advice: string, after: string): Finding => ({
    id,
    kind: 'fault',
    problem,
    advice,
    ...(where === undefined ? {} : { where }),
    before: input.signatureParams,
    after,
  });
  const { list, components } = coverageOf(profile, message.body.length > 0);
  const covered = input.components.map(({ identifier }) => identifier);
  const missing = components.filter(({ identifier }) => !covered.includes(identifier));
  const extra = isRequest(message) && extraComponents === 'refused' && covered.length > components.length;
  return [
    ...(missing.length === 0
      ? []
      : [
          fault(
            'coverage',
            `The signature does not cover ${missing.map(({ identifier }) => identifier).join(', ')}.`,
            'Cover every component that the profile demands.',
            list,
          ),
        ]),
    ...(extra
      ? [
          fault(
            'coverage-extra',
            'The signature covers more than the profile demands.',
            'Cover the components of the profile and no others.',
            list,
          ),
        ]
      : []),
    ...(keyid === undefined
      ? [
          fault(
            'keyid-missing',
            'The parameter keyid is missing.',
            'Name the key that signs.',
            `${list};keyid="…";created=…`,
          ),
        ]
      : []),
    ...(created === undefined
      ? [
          fault(
            'created-missing',
            'The parameter created is missing.',
            'Say when the message was signed, in seconds.',
            `${list};keyid="…";created=…`,
          ),
        ]
      : []),
    ...(created !== undefined && created > mostSeconds
      ? [
          fault(
            'created-in-milliseconds',
            'created is in milliseconds.',
            'Write seconds since 1970-01-01T00:00:00Z.',
            input.signatureParams.replace(String(created), String(Math.floor(created / 1000))),
          ),
        ]
      : []),
  ];
}
