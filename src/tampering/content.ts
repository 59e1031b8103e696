import { createHash } from 'node:crypto';
import { fieldValue } from '../signing/message.ts';
import { contentDigest } from '../signing/digest.ts';
import { withValue } from './fields.ts';
import { doesNotApply, type Operator, type Spoilable } from './spoilable.ts';

/** Flips one bit of the content after signing: that of its last digit, so that JSON stays JSON and only the digest can tell. */
export const flipContent: Operator = () => ({
  signed: (message) => ({ ...message, body: flippedContent(contentOf('flip-content', message)) }),
});

/** Writes the content otherwise after signing: JSON with other white space, a form with a character percent-encoded. It means the same. */
export const reformatContent: Operator = () => ({
  signed: (message) => {
    const text = contentOf('reformat-content', message).toString('utf8');
    const json = fieldValue(message.fields, 'content-type')?.includes('json') === true;
    const body = Buffer.from(json ? JSON.stringify(JSON.parse(text), null, 2) : text.replace(/=(\w)/, percentEncoded));
    const length = String(body.length);
    return { ...withValue('reformat-content', message, 'Content-Length', () => length), body };
  },
});

const percentEncoded = (_: string, character: string): string =>
  `=%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Sends, and signs, the digest of other content. */
export const digestOtherContent: Operator = () => ({
  unsigned: (message) => {
    const digest = contentDigest(
      flippedContent(contentOf('digest-other-content', message)),
      message.signing.profile.digest,
    );
    return withValue('digest-other-content', message, 'Content-Digest', () => digest);
  },
});

/** Sends, and signs, the content's digest under the name of another algorithm than it was made with. */
export const mislabelDigest: Operator = () => ({
  unsigned: (message) =>
    withValue('mislabel-digest', message, 'Content-Digest', (value) =>
      value.replace(/^[a-z0-9-]+/, (algorithm) => (algorithm === 'sha-512' ? 'sha-256' : 'sha-512')),
    ),
});

/** Sends, and signs, a digest by an algorithm that nobody should rely on (RFC 9530 section 5): md5, sha. */
export const weakDigest: Operator = ({ algorithm = '' }) => ({
  unsigned: (message) => {
    const digest = createHash(algorithm === 'sha' ? 'sha1' : algorithm)
      .update(contentOf('weak-digest', message))
      .digest('base64');
    return withValue('weak-digest', message, 'Content-Digest', () => `${algorithm}=:${digest}:`);
  },
});

function contentOf(operator: string, message: Spoilable): Buffer {
  if (message.body.length === 0) throw doesNotApply(operator, message, 'content');
  return message.body;
}

/** One bit of the last digit, or of the last byte where there is none. */
export function flippedContent(body: Buffer): Buffer {
  const digit = body.findLastIndex((byte) => byte >= 0x30 && byte <= 0x39);
  const index = digit < 0 ? body.length - 1 : digit;
  const copy = Buffer.from(body);
  copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
  return copy;
}
