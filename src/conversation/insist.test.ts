import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccepted, expectRefused } from './answer.ts';
import { Conversation } from './conversation.ts';
import { openEnvironment, type Environment } from './environment.ts';
import { expectArrangedCut, type Fault } from './fault.ts';
import { caught } from './fixtures/caught.ts';
import { embeddedMock } from './fixtures/embedded.ts';

const mock = embeddedMock();
let environment: Environment;
let conversation: Conversation;
beforeAll(async () => {
  environment = await openEnvironment(mock().connection);
});
afterAll(() => environment.close());
beforeEach(() => {
  conversation = new Conversation(environment, () => undefined);
});
afterEach(() => conversation.close());

const unreachable: Fault = {
  operation: 'payments/initiate',
  fault: 'refuse',
  when: 'before',
  error: 'provider',
  times: 2,
};
const cut: Fault = { operation: 'payments/initiate', fault: 'drop', when: 'after', times: 1 };

describe('a call that is insisted on', () => {
  test('is made again; each attempt is on record, and the last one is the last call', async () => {
    await conversation.enrol();
    await conversation.faults.arrange(unreachable);
    const turn = await conversation.insist('payments/initiate');
    expectAccepted(turn);
    const { attempts, pauses, last } = conversation.insistence;
    expect([turn, last]).toEqual([conversation.last, turn]);
    expect(attempts.map(({ exchanged }) => exchanged.response?.status)).toEqual([502, 502, 200]);
    expect(pauses).toHaveLength(2);
    const sent = conversation.exchanges.filter(({ spec }) => spec === 'payments/initiate').map(({ id }) => id);
    expect(sent).toEqual(attempts.map(({ exchanged }) => exchanged.evidence.id));
    expect(conversation.turns).toEqual([turn]);
  });

  test('makes its pauses in its own time', async () => {
    await conversation.enrol();
    await conversation.faults.arrange({ ...unreachable, times: 9 });
    const { clock } = conversation.party;
    const begun = clock.now();
    expectRefused(await conversation.insist('payments/initiate'), { status: 502, reasonCode: '8004' });
    const { pauses } = conversation.insistence;
    const paused = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(paused).toBeGreaterThan(15);
    expect((clock.now() - begun) / 1000).toBeGreaterThanOrEqual(paused);
  });

  test('is nothing that another call was', async () => {
    await conversation.call('payments/initiate');
    expect(await caught(() => conversation.insistence)).toMatchObject({
      code: 'ERR_FEATURE',
      message: 'No call was made with retries',
    });
  });
});

describe('what goes wrong by arrangement', () => {
  test('adds to what was to go wrong already, and is used up', async () => {
    await conversation.enrol();
    await conversation.faults.arrange(unreachable);
    await conversation.faults.arrange({ ...cut, operation: 'payments/capture' });
    await conversation.call('payments/initiate');
    const { arranged, toCome } = await conversation.faults.arrangements();
    expect(arranged).toEqual([unreachable, { ...cut, operation: 'payments/capture' }]);
    expect(toCome).toEqual([
      { ...unreachable, times: 1 },
      { ...cut, operation: 'payments/capture' },
    ]);
  });

  test('cuts a connection, and a repeat is answered', async () => {
    await conversation.enrol();
    await conversation.faults.arrange(cut);
    expectArrangedCut(await conversation.call('payments/initiate'), await conversation.faults.arrangements());
    expectAccepted(await conversation.repeat());
  });

  test('is not for the organization of all scenarios', async () => {
    expect(await caught(() => conversation.faults.arrange(cut))).toMatchObject({
      code: 'ERR_FEATURE',
      message: 'The calls of all scenarios cannot go wrong',
      expected: 'an organization of my own before that',
      advice: 'Put the missing step before this one.',
    });
  });
});
