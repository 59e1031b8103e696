import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { NotificationType } from './notifications/notification.ts';

/*
 * What the mock lets be seen of itself: whoever runs in the same process can watch what it answers and tells, without the mock
 * knowing of it. It costs nothing while nobody watches.
 */

/** A request that Nopan's API was sent, with its answer. */
export interface AnsweredCall {
  /** Absent: the request reached no operation. */
  readonly operation?: string | undefined;
  readonly method: string;
  /** The path of the operation, parameters as `:name`; empty when the request names none. */
  readonly path: string;
  /** The path and query of the request as received. */
  readonly target: string;
  /** The request's content, parsed, as far as the guard `content` let it pass. */
  readonly request?: unknown;
  readonly status: number;
  readonly content: Buffer;
  /** Absent: there is no content. */
  readonly contentType?: string | undefined;
  /** False: the answer was broken on purpose. */
  readonly sound: boolean;
}

/** A webhook that endpoints are about to be sent. */
export interface ToldWebhook {
  readonly notificationType: NotificationType;
  readonly body: Buffer;
  /** False: it was broken on purpose. */
  readonly sound: boolean;
}

export interface Observer {
  answered(call: AnsweredCall): void;
  told(webhook: ToldWebhook): void;
}

const names = { answered: 'nopan-certify:mock:answered', told: 'nopan-certify:mock:told' } as const;
const channels = { answered: channel(names.answered), told: channel(names.told) };

/**
 * Has every mock of this process watched, from whichever copy of this package it was started.
 * @returns what ends that
 */
export function observe(observer: Observer): () => void {
  const onAnswered = (message: unknown): void => {
    observer.answered(message as AnsweredCall);
  };
  const onTold = (message: unknown): void => {
    observer.told(message as ToldWebhook);
  };
  subscribe(names.answered, onAnswered);
  subscribe(names.told, onTold);
  return () => {
    unsubscribe(names.answered, onAnswered);
    unsubscribe(names.told, onTold);
  };
}

/** To be called with the last word on a call's answer. @param sound whether nothing of the mock's behaviour is broken */
export function publishAnswer(answer: Answer, { operation, message, content: request }: Call, sound: boolean): void {
  if (!channels.answered.hasSubscribers) return;
  const { id, method, path } = operation;
  publish(answer, { operation: id, method, path, target: message.target, request, sound });
}

/** A request as far as the HTTP layer took it in. */
export interface UnreachedRequest {
  readonly method: string;
  readonly url: string;
  readonly routeOptions: { readonly url?: string | undefined };
}

/** The same for a request that reached no operation; absent when not even its head could be read. */
export function publishRefusal(answer: Answer, sound: boolean, request?: UnreachedRequest): void {
  if (!channels.answered.hasSubscribers) return;
  const { method = '', url: target = '', routeOptions: { url: path = '' } = {} } = request ?? {};
  publish(answer, { method, path, target, sound });
}

function publish(
  { status, content, contentType = 'application/json', fate }: Answer,
  about: Pick<AnsweredCall, 'operation' | 'method' | 'path' | 'target' | 'request' | 'sound'>,
): void {
  const type = content.length === 0 ? undefined : contentType;
  const sound = about.sound && fate === undefined;
  const call: AnsweredCall = { ...about, status, content, contentType: type, sound };
  channels.answered.publish(call);
}

/** To be called with a webhook's body as it is made. */
export function publishWebhook(notificationType: NotificationType, body: string, sound: boolean): void {
  if (!channels.told.hasSubscribers) return;
  const webhook: ToldWebhook = { notificationType, body: Buffer.from(body), sound };
  channels.told.publish(webhook);
}
