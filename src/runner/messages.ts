import type { Failure } from '../contract/types/result.ts';
import { isOurs, mediaTypes } from '../evidence/media-types.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Envelope, Message } from './recorder.ts';

/** A message as it is written: its members, and no class. */
type Plain<T> = { readonly [M in keyof T]: T[M] };

type Attachment = Plain<Message<'attachment'>>;
type StepResult = Plain<Message<'testStepFinished'>['testStepResult']>;

/**
 * Cucumber's messages as NDJSON, a line each, for tools that read them. What our steps attach is redacted already; what a step or a
 * hook threw is not, and is told in the words of the failure that was attached for it, or loses what the redactor knows.
 */
export class MessageLog {
  readonly #lines: string[] = [];
  readonly #redactor: Redactor;
  /** The message of the failure that a step attached, by the ids of scenario and step. */
  readonly #failures = new Map<string, string>();

  constructor(redactor = createRedactor()) {
    this.#redactor = redactor;
  }

  add(envelope: Envelope): void {
    this.#lines.push(`${JSON.stringify(this.#redacted(envelope))}\n`);
  }

  get text(): string {
    return this.#lines.join('');
  }

  #redacted(envelope: Envelope): object {
    const { attachment, externalAttachment, meta } = envelope;
    const step: Plain<Message<'testStepFinished'>> | undefined = envelope.testStepFinished;
    const hook: Plain<Message<'testRunHookFinished'>> | undefined = envelope.testRunHookFinished;
    if (attachment) return { attachment: this.#attachment(attachment) };
    if (step) {
      const testStepResult = this.#result(step.testStepResult, this.#failures.get(place(step)));
      return { testStepFinished: { ...step, testStepResult } };
    }
    if (hook) return { testRunHookFinished: { ...hook, result: this.#result(hook.result) } };
    // It names the repository and the job by their addresses, which may hold a token.
    if (meta ?? externalAttachment) return this.#withoutNamed(envelope);
    return envelope;
  }

  #attachment(attachment: Attachment): object {
    const { mediaType, body } = attachment;
    const contentEncoding: string = attachment.contentEncoding;
    if (mediaType === mediaTypes.failure) this.#failures.set(place(attachment), (JSON.parse(body) as Failure).message);
    if (isOurs(mediaType)) return attachment;
    if (contentEncoding === 'IDENTITY') return { ...attachment, body: this.#redactor.text(body) };
    // Secrets in it could not be told from the rest.
    const note = `[not kept: an attachment of ${body.length} characters in Base64]`;
    return { ...attachment, mediaType: 'text/plain', contentEncoding: 'IDENTITY', body: note };
  }

  #result(result: StepResult, told?: string): object {
    const { message, ...rest } = result;
    const exception: Plain<NonNullable<StepResult['exception']>> | undefined = result.exception;
    if (message === undefined && exception === undefined) return result;
    const safe = told ?? this.#redactor.failure({ message: exception?.message ?? message ?? '' }).message;
    if (exception === undefined) return { ...rest, message: safe };
    const { type, stackTrace } = exception;
    const trace = stackTrace === undefined ? {} : { stackTrace: frames(stackTrace) };
    return { ...rest, message: safe, exception: { type, message: safe, ...trace } };
  }

  #withoutNamed(envelope: Envelope): object {
    return JSON.parse(this.#redactor.body(Buffer.from(JSON.stringify(envelope)))) as object;
  }
}

const place = ({ testCaseStartedId = '', testStepId = '' }: Partial<Attachment>): string =>
  `${testCaseStartedId} ${testStepId}`;

/** Of a stack trace where it came from; its beginning repeats the message, which may quote anything. */
const frames = (stackTrace: string): string =>
  stackTrace
    .split('\n')
    .filter((line) => /^ +at \S/.test(line))
    .join('\n');
