import { expect, test } from 'vitest';
import { approvalCall, arrangedBy } from './approval.ts';

const without = { abilities: ['mocking', 'approval'] } as const;
const arranged = (body: object) => arrangedBy('mock/set', { type: 'MOCK', key: { type: 'PAYER_ID' }, ...body });

test('the approve endpoint is used where there is one, and where there is nothing else', () => {
  expect(approvalCall({ abilities: ['mocking', 'approve', 'approval'] }, undefined)).toEqual({ name: 'mock/approve' });
  expect(approvalCall({ abilities: [] }, undefined)).toEqual({ name: 'mock/approve' });
});

test('without it, a Standard Mock does not wait for the payer', () => {
  expect(approvalCall(without, undefined)).toEqual({ name: 'mock/set#by-payer' });
});

test('what was arranged before stays so', () => {
  const steps = { captureStep: { status: 'DECLINED' } };
  expect(approvalCall(without, arranged({ scenario: 'INSUFFICIENT_FUNDS', oneTime: false }))).toEqual({
    name: 'mock/set#by-payer',
    overrides: { scenario: 'INSUFFICIENT_FUNDS', oneTime: false, steps: {} },
  });
  expect(approvalCall(without, arranged({ steps, oneTime: true })).overrides).toEqual({
    scenario: null,
    oneTime: true,
    steps: { finalizeStep: { status: 'APPROVED' }, ...steps },
  });
  const declined = { finalizeStep: { status: 'DECLINED' } };
  expect(approvalCall(without, arranged({ steps: declined })).overrides).toMatchObject({ steps: declined });
});

test('what was arranged for one payment, or for pass-through, is none for the payer', () => {
  expect(arranged({ key: { type: 'CLIENT_TRANSACTION_ID' } })).toBeUndefined();
  expect(arranged({ type: 'PASSTHROUGH' })).toBeUndefined();
  expect(arrangedBy('payments/initiate', { type: 'MOCK' })).toBeUndefined();
});
