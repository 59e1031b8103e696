import type { Spoiling } from './faults/faults.ts';
import type { Notification } from './notifications/notification.ts';
import type { RefusalName } from './refusal.ts';

/** What a handler makes of a call. */
export interface Result {
  /** An object is sent as JSON, a text as it is. Absent: an answer without content. */
  readonly body?: object | string;
  /** Absent: JSON. */
  readonly contentType?: string;
  /** Outcomes that the organization's webhooks are told of. */
  readonly notifications?: readonly Notification[];
}

/** An answer as it goes on the wire, but for its signature: that is made anew each time, replays included. */
export interface Answer {
  readonly status: number;
  /** Empty when there is none. */
  readonly content: Buffer;
  /** Absent: JSON. */
  readonly contentType?: string;
  /** Header fields of its own, by name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What it refuses the call for. */
  readonly refusal?: RefusalName;
  /** What happens to it on its way: by request of the control API only. */
  readonly fate?: 'lost' | Spoiling;
}

const nothing = Buffer.alloc(0);

export function answer(status: number, body?: Result['body'], contentType?: string): Answer {
  return { status, content: contentOf(body), ...(contentType !== undefined && { contentType }) };
}

function contentOf(body: Result['body']): Buffer {
  if (body === undefined) return nothing;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
