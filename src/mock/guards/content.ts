import type { MediaType } from '../operations/operation.ts';
import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';
import { findings } from './findings.ts';

const parsers: Readonly<Record<MediaType, (text: string) => unknown>> = {
  'application/json': parseJson,
  'application/x-www-form-urlencoded': parseForm,
};

/** UTF-8 without a byte order mark, as JSON demands (RFC 8259 section 8.1). */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body: of the operation's media type, in no other coding, and as its schema says. */
export const content: Guard = {
  name: 'content',
  concerns: ({ content }) => content !== undefined,
  handle: checking((call, { schemas }) => {
    const { id, content } = call.operation;
    const mediaType = call.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
    if (content === undefined || mediaType !== content) {
      throw new Refusal('unsupportedMediaType', { reason: `The content is ${mediaType ?? 'of no type'}` });
    }
    const coding = call.header('content-encoding') ?? 'identity';
    if (coding.toLowerCase() !== 'identity') {
      throw new Refusal('unsupportedMediaType', { reason: `The content is coded as ${coding}` });
    }
    call.content = parsers[content](textOf(call.message.body));
    const violations = schemas.violations(`${id}.request`, call.content);
    if (violations.length > 0) throw new Refusal('invalidInput', { fields: findings(violations) });
  }),
};

function textOf(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new Refusal('malformedPayload', { reason: 'The content is not UTF-8' });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('malformedPayload', { reason: (error as Error).message });
  }
}

function parseForm(text: string): unknown {
  const fields = [...new URLSearchParams(text)];
  const form = Object.fromEntries(fields);
  if (Object.keys(form).length === fields.length) return form;
  throw new Refusal('malformedPayload', { reason: 'The form has a field more than once' });
}
