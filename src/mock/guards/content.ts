import type { Violation } from '../../contract/violation.ts';
import { parseJsonText } from '../json-text.ts';
import type { MediaType } from '../operations/operation.ts';
import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';
import { findings, once } from './findings.ts';
import { withoutUnknown } from './unknown-members.ts';

/** A body, and pointers to integers that are written as 1.0 or 1e2. */
interface Parsed {
  readonly value: unknown;
  readonly disguised?: ReadonlySet<string>;
}

const parsers: Readonly<Record<MediaType, (text: string) => Parsed>> = {
  'application/json': parseJson,
  'application/x-www-form-urlencoded': parseForm,
};

/** UTF-8 without a byte order mark, as JSON demands (RFC 8259 section 8.1). */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body: of the operation's media type, in no other coding, and as its schema says. */
export const content: Guard = {
  name: 'content',
  concerns: ({ content }) => content !== undefined,
  handle: checking((call, { schemas, protocol }) => {
    const { id, content, openContent = false } = call.operation;
    const mediaType = call.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
    if (content === undefined || mediaType !== content) {
      throw new Refusal('unsupportedMediaType', { reason: `The content is ${mediaType ?? 'of no type'}` });
    }
    const coding = call.header('content-encoding') ?? 'identity';
    if (coding.toLowerCase() !== 'identity') {
      throw new Refusal('unsupportedMediaType', { reason: `The content is coded as ${coding}` });
    }
    const { value, disguised } = parsers[content](textOf(call.message.body));
    call.content = value;
    const found = schemas.violations(`${id}.request`, value).map((violation) => asWritten(violation, disguised));
    const { violations, ignored } = withoutUnknown(found, value, protocol.requests.unknownMembers, openContent);
    call.ignored = ignored;
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

function parseJson(text: string): Parsed {
  const { repeated, ...parsed } = parsedJson(text);
  if (repeated === undefined) return parsed;
  throw new Refusal('invalidInput', { fields: findings([once(repeated)]) });
}

function parsedJson(text: string): ReturnType<typeof parseJsonText> {
  try {
    return parseJsonText(text);
  } catch (error) {
    throw new Refusal('malformedPayload', { reason: (error as Error).message });
  }
}

/** Explains why 1.0 and 1e2 are rejected as integers (OpenAPI 3.0.3, data types). */
function asWritten(violation: Violation, disguised: ReadonlySet<string> | undefined): Violation {
  const { keyword, pointer, message } = violation;
  if (keyword !== 'type' || disguised?.has(pointer) !== true) return violation;
  return { ...violation, message: `${message}, without fraction or exponent` };
}

function parseForm(text: string): Parsed {
  const fields = [...new URLSearchParams(text)];
  const value = Object.fromEntries(fields);
  if (Object.keys(value).length === fields.length) return { value };
  throw new Refusal('malformedPayload', { reason: 'The form has a field more than once' });
}
