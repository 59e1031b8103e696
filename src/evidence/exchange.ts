import type { Exchange } from '../contract/types/exchange.ts';
import type { CertifyError } from '../errors.ts';
import type { Fields } from '../signing/message.ts';
import { keptBody, keptText } from './kept.ts';
import type { Redactor } from './redactor.ts';
import { tokenEvidence } from './token.ts';

/** One exchange as it was, secrets and all. */
export interface ExchangeRecord extends Pick<
  Exchange,
  'id' | 'spec' | 'tampering' | 'retriedAfter' | 'tls' | 'timings'
> {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  readonly request: { readonly method: string; readonly url: string; readonly fields: Fields; readonly body: Buffer };
  readonly response?: { readonly status: number; readonly fields: Fields; readonly body: Buffer };
  readonly failure?: CertifyError;
  /** What the client signed. */
  readonly signed?: NonNullable<Exchange['signature']['request']>;
  /** What it made of the response's signature. */
  readonly verification?: NonNullable<Exchange['signature']['response']>;
}

/** The evidence of an exchange: the record without its secrets, and of a body or signature base beyond 64 KiB the beginning. */
export function exchangeEvidence(record: ExchangeRecord, redactor: Redactor): Exchange {
  const { retriedAfter } = record;
  const { id, spec, tampering, startedAt, request, response, failure, signed, verification, tls, timings } = record;
  redactor.learnCredentials(request.fields);
  const token = tokenEvidence(request.fields, redactor);
  return {
    id,
    spec,
    ...(tampering === undefined ? {} : { tampering }),
    startedAt: new Date(startedAt).toISOString(),
    // The content first: it teaches the redactor what must not appear in the rest.
    request: withBodyFirst(request.body, redactor, (body) => ({
      method: request.method,
      url: redactor.text(request.url),
      fields: redactor.fields(request.fields),
      ...(token && { token }),
      body,
    })),
    ...(response && {
      response: withBodyFirst(response.body, redactor, (body) => ({
        status: response.status,
        fields: redactor.fields(response.fields),
        body,
      })),
    }),
    ...(failure && { failure: failureEvidence(failure, redactor) }),
    ...(retriedAfter !== undefined && { retriedAfter }),
    signature: {
      ...(signed && { request: { ...signed, base: keptText(signed.base, redactor) } }),
      ...(verification && { response: verificationEvidence(verification, redactor) }),
    },
    ...(tls && { tls }),
    timings,
  };
}

function withBodyFirst<T>(body: Buffer, redactor: Redactor, make: (body: string) => T): T {
  return make(body.length === 0 ? '' : keptBody(body, redactor));
}

function failureEvidence(failure: CertifyError, redactor: Redactor): NonNullable<Exchange['failure']> {
  const { code, message, expected, actual, advice } = failure;
  return { code, ...redactor.failure({ message, expected, actual, advice }) };
}

function verificationEvidence(
  verification: NonNullable<ExchangeRecord['verification']>,
  redactor: Redactor,
): NonNullable<Exchange['signature']['response']> {
  const { base, problem } = verification;
  return {
    ...verification,
    ...(base === undefined ? {} : { base: keptText(base, redactor) }),
    ...(problem === undefined ? {} : { problem: keptText(problem, redactor) }),
  };
}
