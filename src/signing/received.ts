import { coverageOf, inForm, type Coverage, signatureParams } from './coverage.ts';
import { digestPredecessor, draftSignature, isDraftSignature } from './drafts.ts';
import { digestAlgorithms, verifyContentDigest, type DigestAlgorithm } from './digest.ts';
import { fieldValue, type Message } from './message.ts';
import type { SignatureParamsForm, SignatureProfile } from './profile.ts';
import { componentLines, withSignatureParams } from './signature-base.ts';
import { malformed, SignatureError } from './signature-error.ts';
import { parseSignature, parseSignatureInput, type SignatureInput } from './signature-input.ts';
import { parseUsualInput } from './usual-input.ts';

/** A signature as it stands in a message: well-formed, covering what it must, its digest right, and not yet verified. */
export interface ReceivedSignature {
  readonly message: Message;
  readonly profile: SignatureProfile;
  readonly input: SignatureInput;
  readonly keyid: string;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  readonly signature: Buffer;
  readonly digest: DigestAlgorithm | undefined;
  /** The covered components' lines of the base. */
  readonly lines: string;
}

/** The base of a received signature, if its signer wrote @signature-params in the given form. */
export function baseIn(form: SignatureParamsForm, received: ReceivedSignature): string {
  const { profile, input, lines } = received;
  return withSignatureParams(lines, inForm(form, profile.label, input.signatureParams));
}

/**
 * The first step of verifying: everything that can be judged without a key. Other labels than the profile's are ignored.
 * @param lenient whether to ignore parameters that RFC 9421 does not define
 * @throws {SignatureError} ERR_SIGNATURE_MISSING, ERR_SIGNATURE_MALFORMED, ERR_DIGEST_MISSING, ERR_DIGEST_MALFORMED, ERR_DIGEST_MISMATCH.
 */
export function readSignature(message: Message, profile: SignatureProfile, lenient = false): ReceivedSignature {
  const required = coverageOf(profile, message.body.length > 0);
  const inputField = requiredField(message, 'Signature-Input', profile);
  const input =
    parseUsualInput(inputField, profile.label, required) ?? parseSignatureInput(inputField, profile.label, lenient);
  const signature = parseSignature(requiredField(message, 'Signature', profile), profile.label);
  const digest = checkDigest(message, profile);
  assertCoverage(input, required);
  const { keyid, created } = input.parameters;
  if (keyid === undefined) throw missingParameter('keyid', input);
  if (created === undefined) throw missingParameter('created', input);
  const lines = componentLines(message, input.components, profile.contentTypeForm);
  return { message, profile, input, keyid, created, signature, digest, lines };
}

/** The base that a message's signature was made over, as far as it can be built: whatever else is wrong with it. */
export function baseOf(message: Message, profile: SignatureProfile): string | undefined {
  try {
    const input = parseSignatureInput(requiredField(message, 'Signature-Input', profile), profile.label);
    const lines = componentLines(message, input.components, profile.contentTypeForm);
    return withSignatureParams(lines, inForm(profile.signatureParamsForm, profile.label, input.signatureParams));
  } catch (error) {
    if (error instanceof SignatureError) return undefined;
    throw error;
  }
}

/** How a signature departs from Nopan's examples without being wrong, as sentences. */
export function departures({ message, profile, input, keyid, created }: ReceivedSignature): string[] {
  const { list } = coverageOf(profile, message.body.length > 0);
  if (input.signatureParams === signatureParams(list, keyid, created)) return [];
  const found: string[] = [];
  const covered = `(${input.components.map(({ identifier }) => identifier).join(' ')})`;
  if (covered !== list) found.push(`The covered components are ${covered}, in Nopan's examples ${list}.`);
  const parameters = input.parameterOrder.join(', ');
  if (parameters !== 'keyid, created') {
    found.push(`The signature parameters are ${parameters}, in Nopan's examples keyid, created.`);
  }
  return found;
}

function requiredField(message: Message, name: string, { label }: SignatureProfile): string {
  const value = fieldValue(message.fields, name);
  if (value !== undefined) return value;
  throw new SignatureError('ERR_SIGNATURE_MISSING', `The message has no ${name}`, {
    where: name,
    expected: `${name}: ${label}=…`,
    actual: 'no such field',
    advice: isDraftSignature(message.fields)
      ? `${draftSignature.problem} ${draftSignature.advice}`
      : 'Sign every message (RFC 9421 section 4).',
  });
}

function checkDigest({ fields, body }: Message, { digests = digestAlgorithms }: SignatureProfile) {
  const value = fieldValue(fields, 'content-digest');
  if (value !== undefined) return verifyContentDigest(value, body, digests);
  if (body.length === 0) return undefined;
  const predecessor = digestPredecessor(fields);
  throw new SignatureError('ERR_DIGEST_MISSING', 'The message has a body and no Content-Digest', {
    where: 'Content-Digest',
    expected: 'Content-Digest: sha-256=:<base64>:',
    actual: 'no such field',
    advice:
      predecessor === undefined
        ? 'Send the digest of the body (RFC 9530 section 2) and cover it.'
        : `Send Content-Digest instead of ${predecessor}, and cover it.`,
  });
}

/** The profile's components must be covered as they are; more may be. */
function assertCoverage(input: SignatureInput, required: Coverage): void {
  if (input.components === required.components) return;
  const covered = new Set(input.components.map(({ identifier }) => identifier));
  const missing = required.components.filter(({ identifier }) => !covered.has(identifier));
  if (missing.length === 0) return;
  throw malformed(`The signature does not cover ${missing.map(({ identifier }) => identifier).join(', ')}`, {
    where: 'Signature-Input',
    expected: required.list,
    actual: input.signatureParams,
    advice: 'Cover every component that the profile demands.',
  });
}

function missingParameter(name: string, input: SignatureInput): SignatureError {
  return malformed(`Signature-Input has no parameter ${name}`, {
    where: 'Signature-Input',
    expected: '(…);keyid="…";created=<integer>',
    actual: input.signatureParams,
    advice: `Add ${name} to the signature's parameters (RFC 9421 section 2.3).`,
  });
}
