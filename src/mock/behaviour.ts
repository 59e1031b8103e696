import type { Randomness } from '../randomness.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { guards, strictGuards } from './guards/list.ts';
import type { Guard } from './guards/guard.ts';
import type { Parcel } from './notifications/courier.ts';
import type { Delivery } from './notifications/delivery.ts';
import type { Notification } from './notifications/notification.ts';
import type { Operation } from './operations/operation.ts';
import { lifeCycle, type LifeCycle } from './payments/life-cycle.ts';
import type { Endpoint, Organization } from './state/organization.ts';

/** What the mock does, as a value: whatever can be broken on purpose is a part of it (specs/defects.yaml). */
export interface Behaviour {
  /** Whether nothing of it is broken. */
  readonly sound: boolean;
  /** In the order in which a call meets them. */
  readonly guards: readonly Guard[];
  readonly operations: readonly Operation[];
  readonly lifeCycle: LifeCycle;
  /** The last word on an answer before it is signed. A request that reached no operation is no call. */
  readonly answer: (answer: Answer, call: Call | undefined) => Answer;
  /** What is told of an outcome, in this order. */
  readonly tell: (notification: Notification, organization: Organization) => readonly Notification[];
  /** Whether an endpoint is to be told of it. */
  readonly wants: (endpoint: Endpoint, notification: Notification) => boolean;
  /** The content of a webhook at each attempt, before its HMAC is made: JSON. */
  readonly write: (delivery: Delivery, randomness: Randomness) => string;
  /** The last word on a webhook before it is sent. */
  readonly send: (parcel: Parcel) => Parcel;
  /** What has become of a delivery by an attempt. */
  readonly attempted: (delivery: Delivery) => Delivery;
}

/** The behaviour that Nopan's pages describe. */
export function soundBehaviour(operations: readonly Operation[], strict = false): Behaviour {
  return {
    sound: true,
    guards: strict ? strictGuards : guards,
    operations,
    lifeCycle,
    answer: (answer) => answer,
    tell: (notification) => [notification],
    wants: ({ types }, { notificationType }) => types === undefined || types.includes(notificationType),
    write: ({ body }) => body,
    send: (parcel) => parcel,
    attempted: (delivery) => delivery,
  };
}
