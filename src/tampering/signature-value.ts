import { signatureUnder } from '../signing/labelled.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { doesNotApply, planned, type Operator, type Signer, type Spoilable } from './spoilable.ts';

/** Flips one bit in the middle of the signature: still base64, still of the right length. */
export const flipSignature: Operator = () => ({
  signed: (message) =>
    withSignature('flip-signature', message, (bytes, encoding) => flippedSignature(bytes).toString(encoding)),
});

/** Sends the first half of the signature. */
export const cutSignature: Operator = () => ({
  signed: (message) =>
    withSignature('cut-signature', message, (bytes, encoding) =>
      bytes.subarray(0, bytes.length >> 1).toString(encoding),
    ),
});

/** Writes the signature in base64url without padding, as a JWS does and a Structured Field does not (RFC 9651 section 3.3.5). */
export const recodeSignature: Operator = () => ({
  unsigned: (message) => {
    if (message.signing.scheme !== 'http-message-signature') throw doesNotApply('recode-signature', message, 'base64');
    return planned(message, { sign: untilRecodable(message.signing.sign) });
  },
  signed: (message) => withSignature('recode-signature', message, (bytes) => bytes.toString('base64url')),
});

/** Signs until the two alphabets differ: a signature with neither of the characters that base64url replaces would be left as it is. */
function untilRecodable(sign: Signer): Signer {
  return async (message, created) => {
    const signed = await sign(message, created);
    return signed.fields.some(([name, value]) => /^signature$/i.test(name) && /[+/]/.test(value))
      ? signed
      : untilRecodable(sign)(message, created);
  };
}

/** The place of the signature: `Signature: label=:base64:`, perhaps among others, or `header..base64url` in a configurable field. */
const signatureValues = {
  'http-message-signature': {
    field: /^signature$/i,
    pattern: ({ label }: SignatureProfile) => signatureUnder(label),
    encoding: 'base64',
  },
  'detached-jws': { field: /^/, pattern: () => /(?<=^[\w-]+\.\.)[\w-]+$/, encoding: 'base64url' },
} as const;

function withSignature<M extends Spoilable>(
  operator: string,
  message: M,
  change: (signature: Buffer, encoding: 'base64' | 'base64url') => string,
): M {
  const { field, pattern, encoding } = signatureValues[message.signing.scheme];
  const fields = message.fields.map(([name, value]): [string, string] => [
    name,
    field.test(name)
      ? value.replace(pattern(message.signing.profile), (text) => change(Buffer.from(text, encoding), encoding))
      : value,
  ]);
  if (fields.some(([, value], index) => value !== message.fields[index]?.[1])) return { ...message, fields };
  throw doesNotApply(operator, message, 'signature');
}

function flippedSignature(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes;
}
