import { hash } from 'node:crypto';
import { verifyBase } from './algorithms.ts';
import type { SignatureKey } from './keys.ts';
import type { ContentTypeForm } from './profile.ts';
import { baseIn, type ReceivedSignature } from './received.ts';
import { componentLines } from './signature-base.ts';

/** A mistake that signers make, found by verifying as if it were right. Used to advise, never to accept. */
interface Mistake {
  readonly advice: string;
  readonly fits: (received: ReceivedSignature, key: SignatureKey) => boolean;
}

/** The query in the line of @request-target. */
const query = /^("@request-target": [^?\n]*)\?.*$/m;

const mistakes: readonly Mistake[] = [
  {
    advice:
      'The signature fits content-type exactly as sent: sign the media type in lower case and without parameters.',
    fits: (received, key) => fitsLines({ ...received, lines: linesOf(received, 'as-sent') }, key),
  },
  {
    advice: 'The signature fits content-type without its parameters: sign it exactly as sent.',
    fits: (received, key) => fitsLines({ ...received, lines: linesOf(received, 'media-type') }, key),
  },
  {
    advice: 'The signature fits the path without the query: @request-target is both.',
    fits: (received, key) => fitsLines({ ...received, lines: received.lines.replace(query, '$1') }, key),
  },
  {
    advice: 'The signature fits the base with a line feed at its end: the last line has none (RFC 9421 section 2.5).',
    fits: (received, key) => verifyBase(`${rfcBase(received)}\n`, received.signature, key) !== undefined,
  },
  {
    advice: "The signature fits the base hashed with SHA-512: take the hash that belongs to the key's curve.",
    fits: (received, key) =>
      key.algorithm.startsWith('ecdsa') &&
      verifyBase(rfcBase(received), received.signature, key, 'sha512') !== undefined,
  },
  {
    advice: 'The signature fits the hash of the base: hand the base itself to the signing function, which hashes it.',
    fits: (received, key) => verifyBase(hashed(rfcBase(received), key), received.signature, key) !== undefined,
  },
];

/** What the signer probably did wrong, as a sentence; undefined when no known mistake explains the signature. */
export function diagnose(received: ReceivedSignature, key: SignatureKey): string | undefined {
  return mistakes.find(({ fits }) => fits(received, key))?.advice;
}

const rfcBase = (received: ReceivedSignature) => baseIn('rfc9421', received);

function fitsLines(received: ReceivedSignature, key: SignatureKey): boolean {
  return (['rfc9421', 'labelled'] as const).some(
    (form) => verifyBase(baseIn(form, received), received.signature, key) !== undefined,
  );
}

function linesOf({ message, input }: ReceivedSignature, form: ContentTypeForm): string {
  return componentLines(message, input.components, form);
}

function hashed(base: string, { algorithm }: SignatureKey): string {
  const name = /sha\d+$/.exec(algorithm)?.[0] ?? 'sha256';
  return hash(name, Buffer.from(base, 'latin1'), 'binary');
}
