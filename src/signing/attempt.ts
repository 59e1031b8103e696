import { createHash } from 'node:crypto';
import { verifyBase, type Match } from './algorithms.ts';
import { inForm } from './coverage.ts';
import type { SignatureKey } from './keys.ts';
import type { SignatureParamsForm } from './profile.ts';
import type { ReceivedSignature } from './received.ts';

export interface BaseLine {
  /** `"@method"` */
  readonly identifier: string;
  readonly value: string;
}

/** How the lines of a base are put together. */
export interface Spelling {
  readonly name: (identifier: string) => string;
  readonly colon: string;
  readonly lineEnd: string;
  /** What stands behind the last line. */
  readonly end: string;
}

/** One way in which a received signature may have been made. */
export interface Attempt {
  readonly received: Pick<ReceivedSignature, 'message' | 'profile' | 'input'>;
  readonly key: SignatureKey;
  readonly signature: Buffer;
  readonly lines: readonly BaseLine[];
  /** What stands behind `"@signature-params": `; undefined without that line. */
  readonly params: string | undefined;
  readonly spelling: Spelling;
  /** Done to the base before it is signed; binary text. */
  readonly prepare?: (base: string) => string;
  /** Another hash than the algorithm's own, by OpenSSL's name. */
  readonly hash?: string;
}

const rightSpelling: Spelling = { name: (identifier) => identifier, colon: ': ', lineEnd: '\n', end: '' };

/** The attempt of a right signer. */
export function rightAttempt(received: ReceivedSignature, key: SignatureKey, form: SignatureParamsForm): Attempt {
  const { message, profile, input, signature } = received;
  const texts = received.lines.split('\n');
  const lines = input.components.map(({ identifier }, index) => ({
    identifier,
    value: (texts[index] ?? '').slice(identifier.length + 2),
  }));
  const params = inForm(form, profile.label, input.signatureParams);
  return { received: { message, profile, input }, key, signature, lines, params, spelling: rightSpelling };
}

/** The lines of the base as this signer wrote them. */
export function attemptedLines({ lines, params, spelling: { name, colon } }: Attempt): string[] {
  const all = params === undefined ? lines : [...lines, { identifier: '"@signature-params"', value: params }];
  return all.map(({ identifier, value }) => `${name(identifier)}${colon}${value}`);
}

/** The base as this signer wrote it, before anything else was done to it. */
export function attemptedBase(attempt: Attempt): string {
  return attemptedLines(attempt).join(attempt.spelling.lineEnd) + attempt.spelling.end;
}

/** Attempts of the same identity fit the same signatures: a digest, since the base may be long and the attempts are many. */
export function attemptIdentity(attempt: Attempt): string {
  const { hash = '', key, signature } = attempt;
  return createHash('sha256')
    .update(`${hash}\0${key.algorithm}\0${signature.length}\0`)
    .update(signature)
    .update(signedText(attempt), 'latin1')
    .digest('base64');
}

/** About how many characters the base has. */
export function attemptSize({ lines, params = '' }: Attempt): number {
  return lines.reduce((sum, { identifier, value }) => sum + identifier.length + value.length, params.length);
}

/** Whether this is how the signature was made. */
export function attemptMatch(attempt: Attempt): Match | undefined {
  const { key, signature, hash } = attempt;
  try {
    return verifyBase(signedText(attempt), signature, key, hash);
  } catch (error) {
    // A hash that this build of OpenSSL does not sign with has not been used by anybody who could be advised here.
    if (hash !== undefined) return undefined;
    throw error;
  }
}

function signedText(attempt: Attempt): string {
  const base = attemptedBase(attempt);
  return attempt.prepare === undefined ? base : attempt.prepare(base);
}
