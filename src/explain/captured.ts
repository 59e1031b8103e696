import { fieldValue, isRequest, type Message, type RequestMessage } from '../signing/message.ts';

/** A message as somebody kept it, with where each part of it was found: `file:line:column`, or `file#` and a JSON pointer. */
export interface Captured<M extends Message = Message> {
  readonly message: M;
  readonly origins: Origins;
  /** What was read otherwise than one may expect, as sentences. */
  readonly notes: readonly string[];
  /** Whether the message is intentionally sent without Content-Length. */
  readonly isUncounted?: boolean;
}

export interface Origins {
  /** The method or the status. */
  readonly start: string;
  readonly target: string;
  readonly authority: string;
  /** One a field, in the message's order. */
  readonly fields: readonly string[];
  readonly body: string;
}

export type CapturedRequest = Captured<RequestMessage>;

/** The name, the value and the place of a field. */
export type CapturedField = readonly [name: string, value: string, where: string];

export function isCapturedRequest(captured: Captured): captured is CapturedRequest {
  return isRequest(captured.message);
}

/** The same with one more field at the end. */
export function withField<M extends Message>(captured: Captured<M>, [name, value, where]: CapturedField): Captured<M> {
  const { message, origins } = captured;
  return {
    ...captured,
    message: { ...message, fields: [...message.fields, [name, value]] },
    origins: { ...origins, fields: [...origins.fields, where] },
  };
}

/** The same without the fields of these names. */
export function withoutFields<M extends Message>(captured: Captured<M>, names: readonly string[]): Captured<M> {
  const { message, origins } = captured;
  const left = message.fields.map(([name]) => !names.includes(name.toLowerCase()));
  return {
    ...captured,
    message: { ...message, fields: message.fields.filter((_, index) => left[index]) },
    origins: { ...origins, fields: origins.fields.filter((_, index) => left[index]) },
  };
}

/** With the Content-Length that an HTTP library adds while it sends a body, if it was not kept. */
export function withContentLength<M extends Message>(captured: Captured<M>): Captured<M> {
  const { fields, body } = captured.message;
  const known = ['content-length', 'transfer-encoding'].some((name) => fieldValue(fields, name) !== undefined);
  if (known || body.length === 0 || captured.isUncounted === true) return captured;
  return withField(captured, ['Content-Length', String(body.length), 'counted: HTTP libraries add it while sending']);
}
