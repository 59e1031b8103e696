import { contentDigest, digestAlgorithms } from '../signing/digest.ts';
import { digestPredecessor } from '../signing/drafts.ts';
import { fieldValue } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import type { Finding } from './finding.ts';

/** A body without Content-Digest, perhaps with an older field (RFC 3230). */
export function digestMissing(captured: Captured, { digest }: SignatureProfile): Finding[] {
  const { fields, body } = captured.message;
  if (body.length === 0 || fieldValue(fields, 'content-digest') !== undefined) return [];
  const after = `Content-Digest: ${contentDigest(body, digest)}`;
  const shown = digestPredecessor(fields);
  if (shown === undefined) {
    const problem = 'The message has a body and no Content-Digest.';
    return [
      {
        id: 'digest-missing',
        kind: 'fault',
        problem,
        advice: 'Send the digest of the body (RFC 9530 section 2) and cover it.',
        after,
      },
    ];
  }
  const name = shown.replace(/ .*/, '');
  const sent = fieldValue(fields, name) ?? '';
  const where = fieldOrigin(captured, name.toLowerCase());
  const isRight =
    name !== 'Digest' || digestAlgorithms.some((each) => sent.includes(contentDigest(body, each).slice(9, -1)));
  return [
    {
      id: 'digest-predecessor',
      kind: 'fault',
      problem: `The message has ${shown} instead of Content-Digest (RFC 9530).${isRight ? '' : ' Its value is not the digest of the body.'}`,
      advice: `Send Content-Digest instead of ${name}, and cover "content-digest".`,
      ...(where === undefined ? {} : { where }),
      before: `${name}: ${sent}`,
      after,
    },
  ];
}
