import { describe, expect, test } from 'vitest';
import { dayMs } from '../../clock.ts';
import { movement, payment } from '../fixtures/payment.ts';
import { assertAllowed, lifeCycle, type Action } from './life-cycle.ts';
import type { Payment } from './payment.ts';

const { createdAt: concludedAt } = payment();
const statuses: readonly Payment['status'][] = ['NEW', 'PENDING', 'APPROVED', 'DECLINED', 'CANCELED'];

/** What each action may be done to, read off the facts and not off the table. */
const allowed: Readonly<Record<Action, readonly Payment['status'][]>> = {
  initiate: ['NEW'],
  approve: ['PENDING'],
  decline: ['PENDING'],
  expire: ['PENDING'],
  finalize: ['PENDING'],
  charge: ['NEW'],
  capture: ['APPROVED'],
  cancel: ['PENDING', 'APPROVED'],
  refund: ['APPROVED'],
};

const every = Object.keys(lifeCycle).flatMap((action) => statuses.map((status) => [action as Action, status] as const));

test.each(every)('%s in status %s', (action, status) => {
  const subject = payment({ status, concludedAt, captures: action === 'refund' ? [movement({ amount: 100 })] : [] });
  const attempt = () => {
    assertAllowed(lifeCycle, action, subject, subject.createdAt, 100);
  };
  if (allowed[action].includes(status)) expect(attempt).not.toThrow();
  else expect(attempt).toThrow(expect.objectContaining({ refusal: 'transitionNotAllowed' }) as Error);
});

describe('amounts', () => {
  const attempt = (action: Action, amount: number, subject: Partial<Payment>) => () => {
    assertAllowed(lifeCycle, action, payment({ status: 'APPROVED', concludedAt, ...subject }), concludedAt, amount);
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

describe('time', () => {
  const { createdAt, provider } = payment();
  const attempt = (action: Action, days: number, subject: Partial<Payment> = {}) => {
    const authorized = payment({ status: 'APPROVED', concludedAt: createdAt, ...subject });
    return () => {
      assertAllowed(lifeCycle, action, authorized, createdAt + days * dayMs, 1);
    };
  };
  const captured = { captures: [movement()] };
  const bizum = { provider: { ...provider, providerId: 'BIZUM' } } as const;

  test.each([
    ['capture', 10, {}],
    ['refund', 365, captured],
    ['refund', 4000, { ...captured, ...bizum }],
  ] as const)('allows a %s after %i days', (action, days, subject) => {
    expect(attempt(action, days, subject)).not.toThrow();
  });

  test.each([
    ['capture', 10.001, {}],
    ['refund', 365.001, captured],
  ] as const)('is over for a %s after %d days', (action, days, subject) => {
    expect(attempt(action, days, subject)).toThrow(
      expect.objectContaining({ refusal: 'transitionNotAllowed' }) as Error,
    );
  });
});

test.each(['decline', 'expire'] as const)('a payment that the payer has approved cannot %s', (action) => {
  const approved = payment({ payerApproved: true });
  expect(() => {
    assertAllowed(lifeCycle, action, approved, approved.createdAt);
  }).toThrow(`${action} is allowed when the payer has not approved it`);
});
