/** Header fields in wire order; a field that occurs twice stands here twice. Names in any case. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** The parts of a request that RFC 9421 section 2 can cover. */
export interface RequestMessage {
  readonly method: string;
  /** Host and, unless it is the scheme's default, port. Lower-cased and stripped of the default port when signed. */
  readonly authority: string;
  /** Path and query exactly as on the request line (origin-form, RFC 9112 section 3.2.1). */
  readonly target: string;
  readonly fields: Fields;
  /** The content as on the wire; empty when there is none. */
  readonly body: Buffer;
}

/** The parts of a response that RFC 9421 section 2 can cover. */
export interface ResponseMessage {
  readonly status: number;
  readonly fields: Fields;
  readonly body: Buffer;
}

export type Message = RequestMessage | ResponseMessage;

export function isRequest(message: Message): message is RequestMessage {
  return 'method' in message;
}

/** The values of one field, in wire order. */
export function fieldValues(fields: Fields, name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const [candidate, value] of fields) {
    if (candidate.length === wanted.length && candidate.toLowerCase() === wanted) values.push(value);
  }
  return values;
}

/** The value of a field that must not occur twice, or undefined when it is absent. */
export function fieldValue(fields: Fields, name: string): string | undefined {
  const values = fieldValues(fields, name);
  return values.length === 1 ? values[0] : values.length === 0 ? undefined : values.join(', ');
}
