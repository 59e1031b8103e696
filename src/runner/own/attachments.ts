import { schemasDir } from '../../contract/locations.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { mediaTypes } from '../../evidence/media-types.ts';
import { processRedactor } from '../../evidence/process-redactor.ts';
import { isRecord, textOf } from './values.ts';
import { ofStepFiles } from './blame.ts';

type Members = Readonly<Record<string, unknown>>;
type Reader = (body: unknown) => unknown;

const evidence =
  (schema: string): Reader =>
  (body) => {
    const [violation] = loadSchemas(schemasDir).violations(schema, body);
    if (violation === undefined) return body;
    throw new Error(`evidence that is none: ${violation.pointer} ${violation.message}`);
  };

/** Attachments with a meaning, and how to read them. */
const readers: Readonly<Record<string, Reader>> = {
  [mediaTypes.exchange]: evidence('exchange.schema'),
  [mediaTypes.delivery]: evidence('delivery.schema'),
  [mediaTypes.skip]: (body) => ({
    reason: processRedactor.text(textOf(isRecord(body) ? body['reason'] : undefined, 'reason')),
  }),
  [mediaTypes.failure]: failureOf,
};

/**
 * A valid attachment; undefined when it does not count.
 *
 * @throws Error when it is invalid
 */
export function attachmentOf(value: Members): object | undefined {
  const mediaType = textOf(value['mediaType'], 'mediaType');
  const body = textOf(value['body'], 'body');
  const reader = Object.hasOwn(readers, mediaType) ? readers[mediaType] : undefined;
  // Attachments about peers and the like count only from built-in scenarios.
  if (reader === undefined && mediaType.startsWith(oursBegin)) return undefined;
  if (reader === undefined) return { ...value, contentEncoding: textOf(value['contentEncoding'], 'contentEncoding') };
  return { ...value, mediaType, body: JSON.stringify(reader(JSON.parse(body))) };
}

/** The prefix of our media types. */
const oursBegin = 'application/vnd.nopan-certify.';

const classes = new Set(['configuration', 'environment', 'integration', 'api']);

/** Any error that is not from an expectation is a fault of the step file. */
function failureOf(body: unknown): unknown {
  if (!isRecord(body)) throw new Error('a failure that is none');
  const { class: blame, code } = body;
  const texts = Object.entries(body).filter(([name, text]) => texted.has(name) && typeof text === 'string');
  const told = {
    message: 'It failed without a reason',
    ...(Object.fromEntries(texts) as Readonly<Record<string, string>>),
  };
  const own =
    typeof blame === 'string' && classes.has(blame) && typeof code === 'string' && /^ERR_[A-Z_]{1,40}$/.test(code);
  return { ...processRedactor.failure(told), ...(own ? { class: blame, code } : ofStepFiles.inside) };
}

const texted = new Set(['message', 'where', 'expected', 'actual', 'advice', 'frame']);
