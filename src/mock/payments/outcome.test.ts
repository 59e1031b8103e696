import { describe, expect, test } from 'vitest';
import { payment } from '../fixtures/payment.ts';
import { MemoryStorage } from '../state/memory-storage.ts';
import { MockSettings, type MockSetting } from '../state/mock-settings.ts';
import type { MockedAction } from './life-cycle.ts';
import { outcomeOf } from './outcome.ts';

const byOrder: Pick<MockSetting, 'processingAccountId' | 'key'> = {
  processingAccountId: 'pa-1',
  key: { type: 'CLIENT_TRANSACTION_ID', value: 'order-1' },
};
const byPayer = { ...byOrder, key: { type: 'PAYER_ID', value: 'payer-1' } } as const;

function mocks(...settings: readonly MockSetting[]): MockSettings {
  const made = new MockSettings(new MemoryStorage(), 'org-1');
  for (const setting of settings) made.set(setting);
  return made;
}

const none = mocks();
const waiting = payment();
const approved = payment({ payerApproved: true });

describe('without a mock', () => {
  test.each([
    ['initiate', 'PENDING'],
    ['charge', 'APPROVED'],
    ['capture', 'APPROVED'],
    ['cancel', 'CANCELED'],
    ['refund', 'APPROVED'],
  ] as const)('%s succeeds', (action, status) => {
    expect(outcomeOf<MockedAction>(action, waiting, none)).toMatchObject({ status, statusInfo: { reasonCode: '-1' } });
  });

  test('finalize waits for the payer', () => {
    expect(outcomeOf('finalize', waiting, none).status).toBe('PENDING');
    expect(outcomeOf('finalize', approved, none).status).toBe('APPROVED');
  });
});

describe('a Standard Mock', () => {
  test('decides without the payer', () => {
    const scenario = (name: 'OK' | 'INSUFFICIENT_FUNDS') => mocks({ ...byOrder, type: 'MOCK', scenario: name });
    expect(outcomeOf('finalize', waiting, scenario('OK')).status).toBe('APPROVED');
    expect(outcomeOf('finalize', waiting, scenario('INSUFFICIENT_FUNDS'))).toEqual({
      status: 'DECLINED',
      statusInfo: { reasonCode: '1000', message: 'Non sufficient funds' },
    });
  });

  test('lacks money only where it is taken from the payer', () => {
    const poor = mocks({ ...byPayer, type: 'MOCK', scenario: 'INSUFFICIENT_FUNDS' });
    const statuses = (['initiate', 'finalize', 'charge', 'refund'] as const).map(
      (action) => outcomeOf<MockedAction>(action, approved, poor).status,
    );
    expect(statuses).toEqual(['PENDING', 'DECLINED', 'DECLINED', 'APPROVED']);
  });

  test('answers with its steps', () => {
    const statusInfo = { reasonCode: '8004', message: 'Provider error' };
    const providerDetails = { providerTransactionId: 'scheme-1' };
    const scripted = mocks({
      ...byOrder,
      type: 'MOCK',
      steps: {
        initiateStep: { providerDetails },
        finalizeStep: { status: 'DECLINED', statusInfo },
        refundStep: { status: 'ACCEPTED' },
      },
    });
    expect(outcomeOf('initiate', waiting, scripted)).toMatchObject({ status: 'PENDING', provider: providerDetails });
    expect(outcomeOf('finalize', approved, scripted)).toEqual({ status: 'DECLINED', statusInfo });
    expect(outcomeOf('refund', approved, scripted).status).toBe('ACCEPTED');
    expect(outcomeOf('capture', approved, scripted).status).toBe('APPROVED');
  });

  test('has a scenario that overrides its steps', () => {
    const both = mocks({
      ...byOrder,
      type: 'MOCK',
      scenario: 'OK',
      steps: { finalizeStep: { status: 'DECLINED' } },
    });
    expect(outcomeOf('finalize', waiting, both).status).toBe('APPROVED');
  });
});

test('pass-through leaves the decision to the payer and changes what comes of it', () => {
  const poor = mocks({ ...byOrder, type: 'PASSTHROUGH', scenario: 'INSUFFICIENT_FUNDS' });
  expect(outcomeOf('finalize', waiting, poor).status).toBe('PENDING');
  expect(outcomeOf('finalize', approved, poor).status).toBe('DECLINED');
});

describe('which mock', () => {
  const declines = { type: 'MOCK', steps: { captureStep: { status: 'DECLINED' } } } as const;
  const approves = { type: 'MOCK', scenario: 'OK' } as const;
  const capture = (settings: MockSettings) => outcomeOf('capture', approved, settings).status;

  test("the payment's own comes before its payer's", () => {
    expect(capture(mocks({ ...byOrder, ...declines }, { ...byPayer, ...approves }))).toBe('DECLINED');
  });

  test('the last one set for a key counts', () => {
    expect(capture(mocks({ ...byOrder, ...declines }, { ...byOrder, ...approves }))).toBe('APPROVED');
  });

  test("another account's does not", () => {
    expect(capture(mocks({ ...byOrder, processingAccountId: 'pa-2', ...declines }))).toBe('APPROVED');
  });

  test('one that is meant for one time is gone for the step that used it', () => {
    const once = mocks({ ...byOrder, ...declines, oneTime: true });
    outcomeOf('initiate', waiting, once);
    expect([capture(once), capture(once)]).toEqual(['DECLINED', 'APPROVED']);
  });
});
