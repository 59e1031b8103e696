import { Refusal } from '../refusal.ts';
import { total, type Payment } from './payment.ts';

/** What an action demands besides the status; `amount` is what is to be moved, in minor units. */
type Condition = (payment: Payment, amount: number) => boolean;

const nothingCaptured: Condition = ({ captures }) => total(captures, 'APPROVED') === 0;

const leftToCapture: Condition = ({ captures, details }, amount) =>
  amount <= details.amount - total(captures, 'APPROVED');

/** A refund that the scheme is still at takes from what is left, too. */
const leftToRefund: Condition = ({ captures, refunds }, amount) =>
  amount <= total(captures, 'APPROVED') - total(refunds, 'ACCEPTED', 'APPROVED');

/**
 * The life of a payment (OAS, LIFE): what can be done in which status, on what condition, and what can come of it. The first outcome
 * is that of success. A payment is APPROVED from its authorization on: captures and refunds have outcomes of their own, and leave
 * its status alone, as does a cancellation that is DECLINED.
 */
export const lifeCycle = {
  initiate: { from: ['NEW'], outcomes: ['PENDING', 'DECLINED'] },
  approve: { from: ['PENDING'], outcomes: ['PENDING'] },
  finalize: { from: ['PENDING'], outcomes: ['APPROVED', 'PENDING', 'DECLINED'] },
  charge: { from: ['NEW'], outcomes: ['APPROVED', 'DECLINED'] },
  capture: { from: ['APPROVED'], condition: leftToCapture, outcomes: ['APPROVED', 'DECLINED'] },
  cancel: { from: ['PENDING', 'APPROVED'], condition: nothingCaptured, outcomes: ['CANCELED', 'DECLINED'] },
  refund: { from: ['APPROVED'], condition: leftToRefund, outcomes: ['APPROVED', 'ACCEPTED', 'DECLINED'] },
} as const satisfies Record<string, Transition>;

interface Transition {
  readonly from: readonly Payment['status'][];
  readonly condition?: Condition;
  readonly outcomes: readonly string[];
}

export type Action = keyof typeof lifeCycle;

/** The statuses that an action can end with. */
export type Ending<A extends Action> = (typeof lifeCycle)[A]['outcomes'][number];

/** @throws {Refusal} transitionNotAllowed when the payment's state does not allow the action */
export function assertAllowed(action: Action, payment: Payment, amount = 0): void {
  const { from, condition }: Transition = lifeCycle[action];
  if (!from.includes(payment.status)) {
    throw new Refusal('transitionNotAllowed', { reason: `${action} of a payment that is ${payment.status}` });
  }
  if (condition?.(payment, amount) === false) {
    throw new Refusal('transitionNotAllowed', { reason: `${action} of ${amount}: not that much is left, or too much` });
  }
}
