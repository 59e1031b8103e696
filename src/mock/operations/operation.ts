import type { Result } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Nopan } from '../nopan.ts';

export type Scope = 'payments:read' | 'payments:process' | 'data:reports';

/** The scopes that an organization can be granted (TOKEN). */
export const scopes: readonly Scope[] = ['payments:read', 'payments:process', 'data:reports'];

export type MediaType = 'application/json' | 'application/x-www-form-urlencoded';

interface Demands {
  /** As the request specs name it: `payments/initiate`. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Parameters stand in the path as `:name`. */
  readonly path: string;
  /** Whether a client certificate and a signature are demanded. */
  readonly authentication: 'none' | 'certificate' | 'certificate and signature';
  /** The scope that the access token must have. Absent: no token is demanded. */
  readonly scope?: Scope;
  /** The media type of its content, which the schema `<id>.request` describes. Absent: it takes no content. */
  readonly content?: MediaType;
  /** Whether its schema allows other properties (OAS). */
  readonly openContent?: true;
  /** Whether it takes a query, which the schema `<id>.request` describes. */
  readonly query?: true;
  /** Whether its refusals name the fields that are wrong. Absent: they do. */
  readonly namesFields?: boolean;
}

/** An operation that changes something, so that an idempotency key and a lock matter. It does so within one transaction. */
export interface WritingOperation extends Demands {
  readonly writes: true;
  readonly handle: WritingHandler<unknown>;
}

export interface ReadingOperation extends Demands {
  readonly writes: false;
  readonly handle: Handler<unknown>;
}

/** One operation of the API: what it demands of a call, as data, and the handler that does the work. */
export type Operation = WritingOperation | ReadingOperation;

/** Does an operation's work once every guard has let the call pass. Throws a Refusal to answer with an error. */
export type Handler<Content> = (content: Content, call: Call, nopan: Nopan) => Result | Promise<Result>;
export type WritingHandler<Content> = (content: Content, call: Call, nopan: Nopan) => Result;

/** A handler of content or a query that the operation's schema describes: that it fits was judged by the guard of that name. */
export function handling<Content>(handler: WritingHandler<Content>): WritingHandler<unknown>;
export function handling<Content>(handler: Handler<Content>): Handler<unknown>;
export function handling<Content>(handler: Handler<Content>): Handler<unknown> {
  return (content, call, nopan) => handler(content as Content, call, nopan);
}
