import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccepted, expectOutcome, expectRefused, expectSameAnswer } from './answer.ts';
import { Conversation } from './conversation.ts';
import { openEnvironment, type Environment } from './environment.ts';
import { spoiltAnswers } from './fault.ts';
import { caught } from './fixtures/caught.ts';
import { embeddedMock } from './fixtures/embedded.ts';
import { expectHistory } from './history.ts';
import { expectAlterationNoticed as expectAlteredNotificationNoticed, expectAuthentic } from './notification.ts';
import { fetchVerifier } from './published-keys.ts';
import { expectAlterationNoticed, expectSignedByNopan, expectVerifies } from './signature.ts';
import { expectOnlySpoiltRefused } from './trial.ts';

const mock = embeddedMock();
let environment: Environment;
let attached: { text: string; kind: string }[];
let conversation: Conversation;

beforeAll(async () => {
  environment = await openEnvironment(mock().connection);
  await environment.party.endpoint();
});

afterAll(() => environment.close());

beforeEach(() => {
  attached = [];
  conversation = new Conversation(environment, (text, mediaType) =>
    attached.push({ text, kind: /nopan-certify\.(\w+)\+json/.exec(mediaType)?.[1] ?? mediaType }),
  );
});

afterEach(() => conversation.close());

const pending = { status: 'PENDING' };

describe('a call', () => {
  test('is planned, sent, judged, and leaves its exchange as evidence', async () => {
    const turn = await conversation.call('payments/initiate#blik');
    expectOutcome(turn, pending);
    expectSignedByNopan(turn);
    expect(turn.violations).toEqual([]);
    expect(conversation.last).toBe(turn);
    expect(attached.map(({ kind }) => kind)).toContain('exchange');
    expect(attached.filter(({ kind }) => kind === 'exchange')).toHaveLength(conversation.exchanges.length);
    expect(attached.filter(({ kind }) => kind === 'peer')).toHaveLength(1);
    expect(conversation.exchanges.at(-1)?.spec).toBe('payments/initiate#blik');
  });

  test('knows what the answers before it said', async () => {
    expectAccepted(await conversation.call('payments/initiate'));
    expectOutcome(await conversation.call('payments/status'), pending);
  });

  test('that needs what no answer has said is refused before it is sent', async () => {
    const error = await caught(() => conversation.call('payments/status'));
    expect(error.code).toBe('ERR_VARIABLE');
    expect(error.where).toMatch(/specs\/requests\/payments\/status\.yaml:\d+:\d+$/);
    expect(conversation.exchanges).toEqual([]);
  });

  test('that needs what an answer said which is not to be relied on fails by what is wrong with that answer', async () => {
    const unsigned = conversation.specification.answerTamperings.byTitle('without a signature');
    await conversation.party.arrangeFaults([spoiltAnswers('payments/initiate', unsigned)]);
    await conversation.call('payments/initiate').finally(() => conversation.party.arrangeFaults([]));
    const error = await caught(() => conversation.call('payments/status'));
    expect(error.code).toBe('ERR_SIGNATURE_MISSING');
  });

  test('that needs what an error response did not say fails by that error', async () => {
    await conversation.call('payments/initiate', { overrides: { paymentDetails: { amount: -1 } } });
    await expect(conversation.call('payments/capture')).rejects.toMatchObject({
      code: 'ERR_ASSERTION',
      message: 'POST /payments/initiate was rejected with 400 4000',
    });
  });

  test('leaves no secret in the evidence', async () => {
    await conversation.reach('a tokenized payment');
    const { client, credentials } = conversation.party;
    const secrets = [
      await client.accessToken(),
      credentials.privateKey,
      conversation.variables['paymentToken'] as string,
    ];
    const evidence = attached.map(({ text }) => text).join('');
    expect(evidence).toContain('payments/finalize');
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20);
      expect(evidence).not.toContain(secret);
    }
  });
});

describe('a repeated call', () => {
  test('has the same key and content, and gets the first answer', async () => {
    const first = await conversation.call('payments/initiate');
    const second = await conversation.repeat();
    expect(second.planned).toEqual(first.planned);
    expect(second.exchanged.idempotencyKey).toBe(first.exchanged.idempotencyKey);
    expectSameAnswer(first, second);
  });

  test('can be made with another content', async () => {
    await conversation.call('payments/initiate');
    const conflict = conversation.specification.protocol.errors.idempotencyConflict;
    expectRefused(await conversation.repeat({ paymentDetails: { amount: 1 } }), conflict);
  });

  test('needs a call before it, and one with a key', async () => {
    expect((await caught(() => conversation.repeat())).code).toBe('ERR_FEATURE');
    await conversation.call('auth/jwks');
    expect((await caught(() => conversation.repeat())).message).toBe('auth/jwks carried no idempotency key');
  });
});

test('a spoilt call stands between two sound ones with references of their own', async () => {
  const trial = await conversation.spoil('payments/initiate', 'with a flipped signature byte');
  expectOnlySpoiltRefused(trial, { status: 401, reasonCode: '4992' });
  const { before, spoilt, after } = trial;
  const keys = [before, spoilt, after].map(({ exchanged }) => exchanged.idempotencyKey);
  expect(new Set(keys).size).toBe(3);
  expect(conversation.exchanges.map(({ tampering }) => tampering)).toContain('flipped-signature-byte');
  const error = await caught(() => conversation.spoil('payments/initiate', 'with a flipped signature bite'));
  expect(error.code).toBe('ERR_FEATURE');
});

describe('a state', () => {
  test('is reached by its workflow, with the parameters that are given', async () => {
    await conversation.reach('an authorized payment', { amount: 1234 });
    await expectHistory(conversation, { '/paymentDetails/amount': '1234', '/paymentDetails/capturedAmount': '0' });
    const error = await caught(() => expectHistory(conversation, { '/paymentDetails/capturedAmount': '1' }));
    expect(error).toMatchObject({ where: '/paymentDetails/capturedAmount', expected: '1', actual: '0' });
  });

  test('that no workflow leads to is refused with those that there are', async () => {
    const error = await caught(() => conversation.reach('a forgotten payment'));
    expect(error.message).toBe('There is no workflow that leads to "a forgotten payment"');
    expect(error.expected).toContain('an approved payment');
  });
});

describe('a call beside the scenario’s own', () => {
  test('is none to come back to, and must be accepted', async () => {
    const turn = await conversation.call('payments/initiate');
    await conversation.aside('mock/approve');
    expect(conversation.last).toBe(turn);
    await conversation.aside('payments/finalize');
    expect((await caught(() => conversation.aside('mock/approve'))).message).toBe(
      'POST /mock/payment/{transactionId}/approve was rejected with 422 5002',
    );
  });
});

test('answers verify with the published keys, and not when they are altered', async () => {
  const turn = await conversation.call('payments/initiate');
  const verifier = await fetchVerifier(conversation);
  expectVerifies(turn, verifier);
  expectAlterationNoticed(turn, 'body', verifier);
});

describe('an inbox', () => {
  test('gives each webhook once, and keeps it as evidence', async () => {
    await conversation.reach('a pending payment');
    const started = await conversation.inbox.next('PAYMENT_INITIATE');
    expectAuthentic(started, environment.specification.schemas);
    await conversation.aside('mock/approve');
    const approved = await conversation.inbox.next('PAYMENT_INITIATE');
    expect(approved.delivery.notificationId).not.toBe(started.delivery.notificationId);
    expect(attached.filter(({ kind }) => kind === 'delivery')).toHaveLength(2);
  });

  test('does not mix up two payments', async () => {
    const other = new Conversation(environment, () => undefined);
    await other.reach('an approved payment');
    await conversation.reach('an approved payment');
    const [mine, theirs] = await Promise.all([
      conversation.inbox.next('PAYMENT_FINALIZE'),
      other.inbox.next('PAYMENT_FINALIZE'),
    ]);
    expect(mine.delivery.transactionId).toBe(conversation.variables['transactionId']);
    expect(theirs.delivery.transactionId).toBe(other.variables['transactionId']);
  });

  test('tells a broken HMAC and a broken contract', async () => {
    await conversation.reach('a pending payment');
    const { delivery, payload } = await conversation.inbox.next('PAYMENT_INITIATE');
    const { schemas } = environment.specification;
    const forged = await caught(() => {
      expectAuthentic({ delivery: { ...delivery, hmacVerified: false }, payload }, schemas);
    });
    expect(forged.message).toBe('The HMAC of PAYMENT_INITIATE does not verify');
    const broken = await caught(() => {
      expectAuthentic({ delivery, payload: { ...(payload as object), status: 17 } }, schemas);
    });
    expect(broken.message).toMatch(/^PAYMENT_INITIATE breaks its contract: \/status must be text$/);
    expect(broken.actual).toBe('17');
    await expectAlteredNotificationNoticed({ delivery, payload }, await conversation.party.endpoint());
  });
});

describe('time', () => {
  test('is moved for an organization of its own only', async () => {
    expect((await caught(() => conversation.letPass(60))).message).toBe('The time of all scenarios cannot be moved');
    expect((await caught(() => conversation.earlierToken)).code).toBe('ERR_FEATURE');
  });

  test('passes on both sides, so that calls go on being accepted', async () => {
    await conversation.enrol();
    expectAccepted(await conversation.call('payments/initiate'));
    await conversation.letPass(30 * 3600);
    expectAccepted(await conversation.call('payments/initiate'));
    expect(conversation.exchanges.filter(({ spec }) => spec === 'auth/token')).toHaveLength(2);
    const old = await conversation.call('payments/initiate', { send: { token: conversation.earlierToken } });
    expectRefused(old, environment.specification.protocol.errors.tokenExpired);
  });

  test('passes until a webhook is due again', async () => {
    await conversation.enrol();
    const { receiver } = await conversation.party.endpoint();
    receiver.answerNext(conversation.references.reserveOrder(), 503, 1);
    await conversation.call('payments/initiate');
    const first = await conversation.inbox.next('PAYMENT_INITIATE');
    await conversation.letPass(3600);
    const second = await conversation.inbox.again(first);
    expect([first, second].map(({ delivery }) => delivery.answeredWith)).toEqual([503, 202]);
  });
});

describe('reports', () => {
  test('are there once their day is over, and are judged and kept like any other answer', async () => {
    await conversation.enrol();
    await conversation.reach('a captured payment');
    const transactionId = conversation.variables['transactionId'] as string;
    const none = expectAccepted(await conversation.call('reports/search'));
    expect(none.json).toEqual({ files: [], totalCount: 0 });
    await conversation.letPass(2 * 24 * 3600);
    expectAccepted(await conversation.call('reports/search#transaction-details+of-account'));

    const download = await conversation.call('reports/download');
    const csv = expectAccepted(download).body.toString();
    expect(csv).toMatch(new RegExp(`^transaction_id,.*\r\n${transactionId},.*\r\n$`));
    expectSignedByNopan(download);
    expect(download.violations).toEqual([]);
    const { response } = download.exchanged.evidence;
    expect(response?.body).toBe(csv);
  });

  test('are refused for a period that makes no sense, and without their scope', async () => {
    const { invalidInput, authorization } = environment.specification.protocol.errors;
    for (const variant of ['backwards', 'without-start']) {
      expectRefused(await conversation.call(`reports/search#${variant}`), invalidInput);
    }
    const scope = 'payments:read payments:process';
    expectRefused(await conversation.call('reports/search', { send: { scope } }), authorization);
  });
});
