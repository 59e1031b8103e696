import type { Fields, ResponseMessage } from '../../signing/message.ts';
import { signMessage } from '../../signing/sign.ts';
import type { Answer } from '../answer.ts';
import type { Nopan } from '../nopan.ts';

/**
 * An answer with its signature: every answer is signed, refusals too (SIGOV; assumed of refusals).
 * @param created seconds since 1970-01-01T00:00:00Z
 */
export function signedAnswer(answer: Answer, created: number, { responseProfile, signingKey }: Nopan): ResponseMessage {
  const { status, content } = answer;
  const fields = [...Object.entries(answer.fields ?? {}), ...contentFields(answer)];
  const message: ResponseMessage = { status, fields, body: content };
  const signature = signMessage(message, responseProfile, signingKey, created);
  return { ...message, fields: [...fields, ...signature.fields] };
}

/** What an answer says of its content. */
export function contentFields({ content, contentType = 'application/json' }: Answer): Fields {
  const length: Fields = [['Content-Length', String(content.length)]];
  return content.length === 0 ? length : [['Content-Type', contentType], ...length];
}
