import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abilities } from '../target/connection.ts';
import { arrangeForPayer, arrangement } from './arrangement.ts';
import { expectOutcome } from './answer.ts';
import { Conversation } from './conversation.ts';
import { openEnvironment, type Environment } from './environment.ts';
import { embeddedMock } from './fixtures/embedded.ts';
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

describe('a target without an approve endpoint', () => {
  const mock = embeddedMock();
  let environment: Environment;
  beforeAll(async () => {
    const found = abilities.filter((ability) => ability !== 'approve');
    environment = await openEnvironment({ ...mock().connection, abilities: found });
  });
  afterAll(() => environment.close());

  const begun = () => new Conversation(environment, () => undefined);
  const called = ({ exchanges }: Conversation): string[] => exchanges.map(({ spec }) => spec);

  test.each(['an approved payment', 'an authorized payment', 'a captured payment', 'a tokenized payment'])(
    '%s is reached all the same',
    async (title) => {
      const conversation = begun();
      await conversation.reach(title);
      expect(called(conversation)).toContain('mock/set#by-payer');
      expect(called(conversation)).not.toContain('mock/approve');
    },
  );

  test('a payer who lacks the money lacks it after the approval, too', async () => {
    const conversation = begun();
    await conversation.aside('mock/set#insufficient-funds+by-payer');
    await conversation.call('payments/initiate');
    await conversation.approve();
    expectOutcome(await conversation.call('payments/finalize'), { status: 'DECLINED', reasonCode: '1000' });
  });

  test('what is arranged after the approval counts', async () => {
    const conversation = begun();
    await conversation.reach('an authorized payment');
    await arrangeForPayer(conversation, arrangement('capture', { status: 'DECLINED' }));
    expectOutcome(await conversation.call('payments/capture'), { status: 'DECLINED' });
  });
});
