import { contentDigest } from '../../signing/digest.ts';
import type { OutgoingRequest } from '../outgoing.ts';
import { doesNotApply, type Operator } from './spoil.ts';

/** Flips one bit of the content after signing: that of its last digit, so that JSON stays JSON and only the digest can tell. */
export const flipContent: Operator = () => ({
  signed: (request) => ({ ...request, body: flipped(withContent('flip-content', request)) }),
});

/** Sends, and signs, the digest of other content. */
export const digestOtherContent: Operator = () => ({
  unsigned: (request) => {
    const other = flipped(withContent('digest-other-content', request));
    const digest = contentDigest(other, request.signing.profile.digest);
    if (!request.fields.some(isDigest)) throw doesNotApply('digest-other-content', request, 'digest');
    return { ...request, fields: request.fields.map((field) => (isDigest(field) ? [field[0], digest] : field)) };
  },
});

const isDigest = ([name]: readonly [string, string]): boolean => name.toLowerCase() === 'content-digest';

function withContent(operator: string, request: OutgoingRequest): Buffer {
  if (request.body.length === 0) throw doesNotApply(operator, request, 'content');
  return request.body;
}

function flipped(body: Buffer): Buffer {
  const digit = body.findLastIndex((byte) => byte >= 0x30 && byte <= 0x39);
  const index = digit < 0 ? body.length - 1 : digit;
  const copy = Buffer.from(body);
  copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
  return copy;
}
