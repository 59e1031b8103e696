import type { ReceivedResponse } from '../client/exchanged.ts';
import { fieldValue, type ResponseMessage } from '../signing/message.ts';
import { signatureUnder } from '../signing/labelled.ts';
import type { KeyLookup } from '../signing/keys.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { verifyMessage } from '../signing/verify.ts';
import { expectAnswer } from './answer.ts';
import { expectEqual, unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** What verifies an answer: the keys that Nopan publishes, the profile, and the time in seconds. */
export interface Verifier {
  readonly lookup: KeyLookup;
  readonly profile: SignatureProfile;
  readonly now: number;
}

/** Ways in which somebody could alter an answer on its way. */
const alterations: Readonly<Record<string, (answer: ResponseMessage, label: string) => ResponseMessage>> = {
  status: (answer) => ({ ...answer, status: answer.status + 1 }),
  body: (answer) => ({ ...answer, body: withOtherFirstByte(answer.body) }),
  signature: (answer, label) => ({ ...answer, fields: answer.fields.map((field) => withOtherSignature(field, label)) }),
};

/** @throws ERR_ASSERTION when the client could not verify the answer's signature */
export function expectSignedByNopan({ planned, exchanged: { verification } }: Turn): void {
  if (verification?.verified === true) return;
  throw unmet({
    what: `The response to ${planned.spec} is not signed by Nopan`,
    expected: 'a signature that verifies with a published key',
    actual: verification?.problem ?? 'no signature',
  });
}

/** @throws what expectSignedByNopan throws; ERR_ASSERTION when it is another key */
export function expectSignedWith(turn: Turn, keyid: string): void {
  expectSignedByNopan(turn);
  expectEqual('The answer is signed with another key', turn.exchanged.verification?.keyid, keyid);
}

/** A repeated response must have a new signature under Nopan's label. @throws what expectSignedByNopan throws; ERR_ASSERTION */
export function expectSignedAnew(first: Turn, second: Turn, label: string): void {
  const signatures = [first, second].map((turn) => {
    expectSignedByNopan(turn);
    return signatureUnder(label).exec(fieldValue(expectAnswer(turn).fields, 'signature') ?? '')?.[0];
  });
  expectEqual('The number of signatures', new Set(signatures).size, 2);
}

/** @throws SignatureError when the answer does not verify */
export function expectVerifies(turn: Turn, verifier: Verifier): void {
  verify(expectAnswer(turn), verifier);
}

/** @throws SignatureError when the answer does not verify as it came; ERR_ASSERTION when it does with one part altered */
export function expectAlterationNoticed(turn: Turn, part: string, verifier: Verifier): void {
  const answer: ReceivedResponse = expectAnswer(turn);
  const alter = alterations[part];
  if (alter === undefined) {
    throw unmet({ what: 'No such part', expected: Object.keys(alterations).join(' or '), actual: part });
  }
  verify(answer, verifier);
  try {
    verify(alter(answer, verifier.profile.label), verifier);
  } catch (error) {
    if (error instanceof SignatureError) return;
    throw error;
  }
  throw unmet({
    what: `A response with a changed ${part} was trusted`,
    expected: 'a failed verification',
    actual: 'none',
  });
}

/** @throws ERR_ASSERTION when the request's signature covers other components, or in another order */
export function expectCovered({ exchanged }: Turn, components: readonly string[]): void {
  const input = fieldValue(exchanged.request.fields, 'signature-input') ?? 'no Signature-Input';
  const expected = `(${components.map((name) => `"${name}"`).join(' ')})`;
  if (input.includes(expected)) return;
  throw unmet({ what: 'The signature of the request covers other components', expected, actual: input });
}

function verify(answer: ResponseMessage, { profile, lookup, now }: Verifier): void {
  verifyMessage(answer, profile, lookup, now);
}

type Field = readonly [name: string, value: string];

function withOtherSignature([name, value]: Field, label: string): Field {
  if (name.toLowerCase() !== 'signature') return [name, value];
  const altered = value.replace(signatureUnder(label), (base64) =>
    withOtherFirstByte(Buffer.from(base64, 'base64')).toString('base64'),
  );
  return [name, altered];
}

function withOtherFirstByte(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}
