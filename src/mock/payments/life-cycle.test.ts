import { describe, expect, test } from 'vitest';
import { movement, payment } from '../fixtures/payment.ts';
import { assertAllowed, lifeCycle, type Action } from './life-cycle.ts';
import type { Payment } from './payment.ts';

const statuses: readonly Payment['status'][] = ['NEW', 'PENDING', 'APPROVED', 'DECLINED', 'CANCELED'];

/** What each action may be done to, read off the facts and not off the table. */
const allowed: Readonly<Record<Action, readonly Payment['status'][]>> = {
  initiate: ['NEW'],
  approve: ['PENDING'],
  finalize: ['PENDING'],
  charge: ['NEW'],
  capture: ['APPROVED'],
  cancel: ['PENDING', 'APPROVED'],
  refund: ['APPROVED'],
};

const every = Object.keys(lifeCycle).flatMap((action) => statuses.map((status) => [action as Action, status] as const));

test.each(every)('%s in status %s', (action, status) => {
  const subject = payment({ status, captures: action === 'refund' ? [movement({ amount: 100 })] : [] });
  const attempt = () => {
    assertAllowed(action, subject, 100);
  };
  if (allowed[action].includes(status)) expect(attempt).not.toThrow();
  else expect(attempt).toThrow(expect.objectContaining({ refusal: 'transitionNotAllowed' }) as Error);
});

describe('amounts', () => {
  const attempt = (action: Action, amount: number, subject: Partial<Payment>) => () => {
    assertAllowed(action, payment({ status: 'APPROVED', ...subject }), amount);
  };
  const part = movement({ amount: 600 });
  const failed = movement({ amount: 600, status: 'DECLINED' });
  const underWay = movement({ amount: 300, status: 'ACCEPTED' });

  test.each([
    ['all of it', attempt('capture', 1000, {})],
    ['the rest', attempt('capture', 400, { captures: [part] })],
    ['again what a declined capture left', attempt('capture', 1000, { captures: [failed] })],
    ['back what was captured', attempt('refund', 600, { captures: [part] })],
    ['back what a refund under way leaves', attempt('refund', 300, { captures: [part], refunds: [underWay] })],
    ['nothing, after a declined capture', attempt('cancel', 0, { captures: [failed] })],
  ])('can move %s', (_what, act) => {
    expect(act).not.toThrow();
  });

  test.each([
    ['more than all of it', attempt('capture', 1001, {})],
    ['more than the rest', attempt('capture', 401, { captures: [part] })],
    ['back more than was captured', attempt('refund', 601, { captures: [part] })],
    ['back what a refund under way will take', attempt('refund', 301, { captures: [part], refunds: [underWay] })],
    ['nothing back, when nothing was captured', attempt('refund', 1, {})],
    ['nothing, after a capture', attempt('cancel', 0, { captures: [part] })],
  ])('cannot move %s', (_what, act) => {
    expect(act).toThrow(expect.objectContaining({ refusal: 'transitionNotAllowed' }) as Error);
  });
});
