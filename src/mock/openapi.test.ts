import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentedAnswers, documentedWebhooks } from './fixtures/documented-answers.ts';
import { asOurs, documentedRequests } from './fixtures/documented-requests.ts';
import { startTestMock, testProtocol } from './fixtures/mock.ts';
import { hasNopanDocument, nopanDocument } from './fixtures/openapi-document.ts';
import { OpenapiJudge } from './fixtures/openapi-judge.ts';
import { approve, approved, cancel, deferred, initiate, move, pending } from './fixtures/orders.ts';
import { haveReports } from './fixtures/provocations/sound-call.ts';
import { table } from './fixtures/provocations/table.ts';
import { inWords, toldBy, type AnswerName, type Told } from './fixtures/provocations/told.ts';
import { startTestReceiver, type TestReceiver } from './fixtures/receiver.ts';
import { Shop } from './fixtures/shop.ts';
import type { WireAnswer } from './fixtures/wire.ts';
import type { ToldWebhook } from './observation.ts';
import type { RunningMock } from './server.ts';

const { errors } = testProtocol();

const provocations = Object.entries(table).flatMap(([operation, { provoked, ...subject }]) =>
  Object.entries(provoked).map(([name, provoke]) => {
    const told = toldBy(name as AnswerName, errors);
    return [`${operation} ${inWords(told)}`, { operation, subject, told, provoke }] as const;
  }),
);

const webhooks: Readonly<Record<string, (shop: Shop) => Promise<unknown>>> = {
  PAYMENT_INITIATE: async (shop) => approve(shop, await pending(shop)),
  PAYMENT_FINALIZE: async (shop) => cancel(shop, await pending(shop)),
  PAYMENT_CAPTURE: async (shop) => move(shop, 'capture', await approved(shop, deferred), 500),
  PAYMENT_REFUND: async (shop) => move(shop, 'refund', await approved(shop), 500),
};

describe.runIf(hasNopanDocument())("Nopan's own OpenAPI document", () => {
  let mock: RunningMock;
  let shop: Shop;
  let receiver: TestReceiver;
  let judge: OpenapiJudge;

  beforeAll(async () => {
    judge = new OpenapiJudge(nopanDocument());
    mock = await startTestMock();
    shop = await Shop.enrol(mock);
    await haveReports(shop);
    receiver = await startTestReceiver(mock);
    await shop.control('PUT', '/webhooks', { endpoints: [{ url: receiver.url }] });
  });
  afterAll(async () => {
    await receiver.close();
    await mock.close();
  });

  function departures(operation: string, { status, body, headers }: WireAnswer): readonly string[] {
    const [method = '', path = ''] = operation.split(' ');
    const contentType = headers['content-type'] as string | undefined;
    return judge.departuresOfAnswer({ method, path, status, content: body, contentType });
  }

  test('describes no answer that nobody provokes', () => {
    const missing = documentedAnswers(nopanDocument()).filter(
      ({ operation, ...documented }) =>
        !provocations.some(([, row]) => row.operation === operation && isToldBy(documented, row.told)),
    );
    expect(missing.map(({ operation, ...told }) => `${operation} ${inWords(told)}`)).toEqual([]);
  });

  test.each(provocations)('is kept to by %s', async (_what, { operation, subject, told, provoke }) => {
    const answer = await provoke(shop, subject);
    expect(toldIn(answer)).toMatchObject(told);
    expect(departures(operation, answer)).toEqual([]);
  });

  test('is not kept to by a status that it does not know', async () => {
    const answer = await initiate(shop);
    const body = Buffer.from(JSON.stringify({ ...answer.json, status: 'DONE' }));
    expect(departures('POST /payments/initiate', { ...answer, body })).toEqual([
      expect.stringMatching(/^POST \/payments\/initiate 200: \/status must be equal to one of the allowed values/),
    ]);
  });

  test.each(hasNopanDocument() ? documentedRequests(nopanDocument()) : [])(
    'has an example that is taken: %s',
    async (_name, documented) => {
      const answer = await shop.post(documented.path, await asOurs(shop, documented));
      expect([answer.status, answer.json['fields']]).toEqual([200, undefined]);
    },
  );

  test('has an example of a payment that is finalized with automatic capture and canceled: its capture was declined', async () => {
    const clientTransactionId = `declined-${randomUUID()}`;
    await shop.post('/mock/set', {
      processingAccountId: shop.account,
      key: { type: 'CLIENT_TRANSACTION_ID', value: clientTransactionId },
      type: 'MOCK',
      steps: { captureStep: { status: 'DECLINED' } },
    });
    const answer = await cancel(shop, await approved(shop, { clientTransactionId }));
    expect(answer.json).toMatchObject({
      status: 'CANCELED',
      statusInfo: { reasonCode: '-1', message: 'Request processed successfully' },
      paymentDetails: { autoCapture: true },
    });
    expect(departures('POST /payments/cancel', answer)).toEqual([]);
  });

  test('describes no webhook that nobody provokes', () => {
    expect(documentedWebhooks(nopanDocument()).toSorted()).toEqual(Object.keys(webhooks).toSorted());
  });

  test.each(Object.entries(webhooks))('is kept to by webhooks of %s', async (notificationType, provoke) => {
    const before = receiver.arrivals.length;
    await provoke(shop);
    const arrived = () =>
      receiver.arrivals.slice(before).find(({ json }) => json['notificationType'] === notificationType);
    await expect.poll(arrived).toBeDefined();
    const body = Buffer.from(arrived()?.body ?? '');
    expect(judge.departuresOfWebhook({ notificationType, body, sound: true } as ToldWebhook)).toEqual([]);
  });
});

/** Whether a documented answer is the one that is told; what the document leaves open can be anything. */
function isToldBy(documented: Told, { status, reasonCode, message }: Told): boolean {
  return (
    documented.status === status &&
    [undefined, reasonCode].includes(documented.reasonCode) &&
    [undefined, message].includes(documented.message)
  );
}

function toldIn(answer: WireAnswer): Told {
  const isJson = answer.headers['content-type'] === 'application/json';
  return { status: answer.status, ...(isJson && (answer.json['statusInfo'] as object | undefined)) };
}
