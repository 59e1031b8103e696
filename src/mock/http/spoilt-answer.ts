import { contentDigest } from '../../signing/digest.ts';
import type { Fields, ResponseMessage } from '../../signing/message.ts';
import { spoilOf } from '../../tampering/operators.ts';
import { signHttpMessage } from '../../tampering/signer.ts';
import type { Spoilable } from '../../tampering/spoilable.ts';
import type { Answer } from '../answer.ts';
import type { Spoiling } from '../faults/faults.ts';
import type { Nopan } from '../nopan.ts';
import { contentFields } from './signed-answer.ts';

/**
 * An answer that is spoilt before or after it is signed, for clients to notice.
 * @param created seconds since 1970-01-01T00:00:00Z
 * @throws {CertifyError} ERR_FEATURE when it cannot be spoilt so
 */
export async function spoiltAnswer(
  answer: Answer,
  created: number,
  how: Spoiling,
  { responseProfile: profile, signingKey: key }: Nopan,
): Promise<ResponseMessage> {
  const { unsigned = unchanged, signed = unchanged } = spoilOf(how);
  const { status, content } = answer;
  const digested: Fields = content.length === 0 ? [] : [['Content-Digest', contentDigest(content, profile.digest)]];
  const sound: Spoilable = {
    spec: 'the answer',
    fields: [...Object.entries(answer.fields ?? {}), ...contentFields(answer), ...digested],
    body: content,
    signing: { scheme: 'http-message-signature', sign: signHttpMessage, profile, key, shift: 0, about: { status } },
  };
  const planned = unsigned(sound);
  const { fields } = await planned.signing.sign(planned, created + planned.signing.shift);
  const { fields: sent, body } = signed({ ...planned, fields: [...planned.fields, ...fields] });
  return { status, fields: sent, body };
}

const unchanged = <M>(message: M): M => message;
