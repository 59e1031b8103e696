import type { Schemas } from '../../contract/schemas.ts';
import type { SignOff } from '../../contract/types/sign-off.ts';
import type { DSSEEnvelope } from '../../contract/types/dsse-envelope.ts';
import type { SignatureKey } from '../../signing/keys.ts';
import { assertSigned } from '../canonical-envelope.ts';
import { parsed } from '../json-member.ts';
import { jsonContent, names, sha256, type Member } from '../member.ts';
import { keyOf } from '../signing-key.ts';
import { unsound } from '../unsound.ts';
import { memberName } from './member-name.ts';
import { resultOf, type Review } from './statement.ts';

/** A decision about this package, unchanged since it was signed. */
export interface SignedReview extends Review {
  readonly envelope: DSSEEnvelope;
  /** The reviewer's key, by the sign-off's own word. */
  readonly key: SignatureKey;
  /** The key also signed the package itself. */
  readonly bySigner: boolean;
}

/** More sign-offs than anyone collects; a reader has to look at each one. */
const most = 100;

interface About {
  readonly signer: SignatureKey;
  /** The bytes of the package's attestation. */
  readonly attestation: Uint8Array;
}

/**
 * The sign-offs of a package, the earliest first.
 *
 * @throws ERR_PACKAGE when one was changed, or is about another package
 */
export async function readSignOffs(
  members: readonly Member[],
  about: About,
  schemas: Schemas,
): Promise<SignedReview[]> {
  if (members.length > most)
    throw unsound('The package has too many sign-offs', {
      expected: `at most ${most}`,
      actual: String(members.length),
    });
  const read = await Promise.all(members.map((member) => readSignOff(member, about, schemas)));
  return read.sort((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp));
}

async function readSignOff(
  { name, content }: Member,
  { signer, attestation }: About,
  schemas: Schemas,
): Promise<SignedReview> {
  const envelope = parsed(content, name, schemas, 'dsse-envelope.schema');
  const payload = Buffer.from(envelope.payload, 'base64');
  const statement = parsed(payload, `${name}#/payload`, schemas, 'sign-off.schema');
  const key = await keyOf(jsonContent(statement.predicate.key), `${name}#/payload`);
  assertSigned(envelope, key, content, name);
  assertNamed(name, payload);
  assertConsistent(statement, name);
  assertSubject(statement, sha256(attestation), name);
  const { reviewer, decision, note, timestamp } = statement.predicate;
  return {
    ...{ reviewer, decision, timestamp, ...(note !== undefined && { note }) },
    ...{ envelope, key, bySigner: key.keyid === signer.keyid },
  };
}

function assertNamed(name: string, payload: Uint8Array): void {
  const expected = memberName(payload);
  if (name !== expected) throw unsound('The sign-off was renamed', { where: name, expected });
}

function assertConsistent({ predicate: { result, decision } }: SignOff, where: string): void {
  if (result === resultOf(decision)) return;
  throw unsound('The sign-off contradicts itself', { where, expected: resultOf(decision), actual: result });
}

function assertSubject({ subject }: SignOff, expected: string, where: string): void {
  const actual = subject[0]?.digest.sha256 ?? 'nothing';
  if (actual === expected) return;
  throw unsound('The sign-off is about another package', {
    where,
    expected: `the sha256 of this package’s ${names.envelope}: ${expected}`,
    actual,
    advice: 'Somebody moved it here: ask the reviewer to sign off on this package.',
  });
}
