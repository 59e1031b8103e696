import { dayMs } from '../../clock.ts';
import { Refusal } from '../refusal.ts';
import { total, type Payment } from './payment.ts';
import { schemes } from './schemes.ts';

/** What somebody is about to do with a payment. */
export interface Attempted {
  /** Milliseconds since 1970-01-01T00:00:00Z, by the organization's clock. */
  readonly now: number;
  /** What is to be moved, in minor units; 0 where nothing is. */
  readonly amount: number;
}

/** What an action demands besides the status. */
export interface Condition {
  /** In words, to be read behind "when". */
  readonly text: string;
  readonly holds: (payment: Payment, attempted: Attempted) => boolean;
}

export interface Transition {
  readonly by: 'client' | 'payer' | 'time';
  readonly from: readonly Payment['status'][];
  readonly conditions: readonly Condition[];
  /** The status of the payment, or of the capture or refund, afterwards. The first is that of success. */
  readonly outcomes: readonly string[];
}

const undecided: Condition = {
  text: 'the payer has not approved it',
  holds: ({ payerApproved }) => !payerApproved,
};

const nothingCaptured: Condition = {
  text: 'nothing of it is captured',
  holds: ({ captures }) => total(captures, 'APPROVED') === 0,
};

const leftToCapture: Condition = {
  text: 'no more is captured than was authorized',
  holds: ({ captures, details }, { amount }) => amount <= details.amount - total(captures, 'APPROVED'),
};

const withinCaptureTime: Condition = {
  text: 'the time that the scheme gives for a later capture is not over',
  holds: ({ provider, createdAt, concludedAt = createdAt }, { now }) => {
    const { captureDays } = schemes[provider.providerId];
    return captureDays === undefined || now <= concludedAt + captureDays * dayMs;
  },
};

const leftToRefund: Condition = {
  text: 'no more is refunded than is captured; a refund that the scheme is still at counts, too',
  holds: ({ captures, refunds }, { amount }) =>
    amount <= total(captures, 'APPROVED') - total(refunds, 'ACCEPTED', 'APPROVED'),
};

const withinRefundTime: Condition = {
  text: 'the time that the scheme gives for refunds is not over',
  holds: ({ provider, createdAt }, { now }) => {
    const { refundDays } = schemes[provider.providerId];
    return refundDays === undefined || now <= createdAt + refundDays * dayMs;
  },
};

/**
 * The life of a payment (OAS, LIFE): what can be done in which status, on what conditions, and what can come of it. A payment is
 * APPROVED from its authorization on: captures and refunds have outcomes of their own, and leave its status alone, as does a
 * cancellation that is DECLINED. NEW is a payment that no client has seen yet.
 */
export const lifeCycle = {
  initiate: { by: 'client', from: ['NEW'], conditions: [], outcomes: ['PENDING', 'DECLINED'] },
  approve: { by: 'payer', from: ['PENDING'], conditions: [undecided], outcomes: ['PENDING'] },
  decline: { by: 'payer', from: ['PENDING'], conditions: [undecided], outcomes: ['DECLINED'] },
  expire: { by: 'time', from: ['PENDING'], conditions: [undecided], outcomes: ['DECLINED'] },
  finalize: { by: 'client', from: ['PENDING'], conditions: [], outcomes: ['APPROVED', 'PENDING', 'DECLINED'] },
  charge: { by: 'client', from: ['NEW'], conditions: [], outcomes: ['APPROVED', 'DECLINED'] },
  capture: {
    by: 'client',
    from: ['APPROVED'],
    conditions: [leftToCapture, withinCaptureTime],
    outcomes: ['APPROVED', 'DECLINED'],
  },
  cancel: {
    by: 'client',
    from: ['PENDING', 'APPROVED'],
    conditions: [nothingCaptured],
    outcomes: ['CANCELED', 'DECLINED'],
  },
  refund: {
    by: 'client',
    from: ['APPROVED'],
    conditions: [leftToRefund, withinRefundTime],
    outcomes: ['APPROVED', 'ACCEPTED', 'DECLINED'],
  },
} as const satisfies Record<string, Transition>;

export type Action = keyof typeof lifeCycle;

/** The actions that a mock can decide about (`/mock/set`). */
export type MockedAction = Exclude<Action, 'approve' | 'decline' | 'expire'>;

/** Those of them that decide about a payment as a whole. */
export type DecidingAction = Exclude<MockedAction, 'capture' | 'refund'>;

/** The statuses that an action can end with. */
export type Ending<A extends Action> = (typeof lifeCycle)[A]['outcomes'][number];

/** What is allowed when: the life cycle, or one that is broken deliberately. */
export type LifeCycle = Readonly<Record<Action, Transition>>;

/**
 * @param amount what is to be moved, in minor units
 * @throws {Refusal} transitionNotAllowed when the payment's state does not allow the action
 */
export function assertAllowed(cycle: LifeCycle, action: Action, payment: Payment, now: number, amount = 0): void {
  const { from, conditions } = cycle[action];
  if (!from.includes(payment.status)) {
    throw new Refusal('transitionNotAllowed', { reason: `${action} of a payment that is ${payment.status}` });
  }
  const broken = conditions.find(({ holds }) => !holds(payment, { now, amount }));
  if (broken === undefined) return;
  const what = amount === 0 ? action : `${action} of ${amount}`;
  throw new Refusal('transitionNotAllowed', { reason: `${what} is allowed when ${broken.text}` });
}
