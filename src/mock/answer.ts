import type { Spoiling } from './faults/faults.ts';
import type { Notification } from './notifications/notification.ts';

/** What a handler makes of a call. */
export interface Result {
  /** Absent: an answer without content. */
  readonly body?: object;
  /** Outcomes that the organization's webhooks are told of. */
  readonly notifications?: readonly Notification[];
}

/** An answer as it goes on the wire, but for its signature: that is made anew each time, replays included. */
export interface Answer {
  readonly status: number;
  /** JSON; empty when there is none. */
  readonly content: Buffer;
  /** Header fields of its own, by name. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What happens to it on its way: by request of the control API only. */
  readonly fate?: 'lost' | Spoiling;
}

const nothing = Buffer.alloc(0);

export function answer(status: number, body?: object): Answer {
  return { status, content: body === undefined ? nothing : Buffer.from(JSON.stringify(body)) };
}
