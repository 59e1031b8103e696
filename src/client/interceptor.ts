import type { Exchange } from '../contract/types/exchange.ts';
import type { CertifyError } from '../errors.ts';
import type { ReceivedResponse, SentRequest, Verification } from './exchanged.ts';
import type { OutgoingRequest } from './outgoing.ts';

/** A request that has been through all interceptors, and what came of it. */
export interface Passage {
  readonly outgoing: OutgoingRequest;
  /** As on the wire. */
  readonly request: SentRequest;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  readonly response?: ReceivedResponse;
  readonly failure?: CertifyError;
  readonly verification?: Verification;
  readonly tls?: NonNullable<Exchange['tls']>;
  readonly timings: Exchange['timings'];
  /** Seconds until the request was sent again, when its outcome says nothing about the API. */
  readonly retriedAfter?: number;
}

export type Send = (request: OutgoingRequest) => Promise<Passage>;

/** One concern of the client: changes the request before it hands it on, or looks at what came of it. */
export type Interceptor = (request: OutgoingRequest, next: Send) => Promise<Passage>;

/** The first interceptor sees the request first and the response last. */
export function compose(interceptors: readonly Interceptor[], send: Send): Send {
  return interceptors.reduceRight<Send>((next, interceptor) => (request) => interceptor(request, next), send);
}

export function withField(request: OutgoingRequest, name: string, value: string): OutgoingRequest {
  return { ...request, fields: [...request.fields, [name, value]] };
}
