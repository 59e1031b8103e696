import { archiveOf } from '../archive.ts';
import { sealed } from '../envelope.ts';
import { jsonContent, names, sha256, type Member } from '../member.ts';
import type { SignatureKey } from '../../signing/keys.ts';
import { memberName } from './member-name.ts';
import { signOffStatement, type Review } from './statement.ts';

/** A package with one more sign-off; the members that were there keep their bytes. */
export function withSignOff(members: readonly Member[], review: Review, key: SignatureKey): Buffer {
  const attestation = members.find(({ name }) => name === names.envelope)?.content ?? Buffer.alloc(0);
  const payload = jsonContent(signOffStatement(review, key, sha256(attestation)));
  return archiveOf([...members, { name: memberName(payload), content: jsonContent(sealed(payload, key)) }]);
}
