import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { guards } from './guards/list.ts';
import type { Guard } from './guards/guard.ts';
import type { Parcel } from './notifications/courier.ts';
import type { Notification } from './notifications/notification.ts';
import type { Operation } from './operations/operation.ts';
import { lifeCycle, type LifeCycle } from './payments/life-cycle.ts';
import type { Organization } from './state/organization.ts';

/** What the mock does, as a value: whatever can be broken on purpose is a part of it (specs/defects.yaml). */
export interface Behaviour {
  /** In the order in which a call meets them. */
  readonly guards: readonly Guard[];
  readonly operations: readonly Operation[];
  readonly lifeCycle: LifeCycle;
  /** The last word on an answer before it is signed. A request that reached no operation is no call. */
  readonly answer: (answer: Answer, call: Call | undefined) => Answer;
  /** What is told of an outcome, in this order. */
  readonly tell: (notification: Notification, organization: Organization) => readonly Notification[];
  /** The last word on a webhook before it is sent. */
  readonly send: (parcel: Parcel) => Parcel;
}

/** The behaviour that Nopan's pages describe. */
export function soundBehaviour(operations: readonly Operation[]): Behaviour {
  return {
    guards,
    operations,
    lifeCycle,
    answer: (answer) => answer,
    tell: (notification) => [notification],
    send: (parcel) => parcel,
  };
}
