import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestMock, testProtocol } from './fixtures/mock.ts';
import {
  again,
  elsewhere,
  expiredToken,
  failingScheme,
  faulty,
  keyOfAnother,
  malformed,
  otherContentThanDigested,
  spoilt,
  tokenFor,
  tooMany,
  unknownField,
  unknownKey,
  unknownPayment,
  whileAtWork,
  withContent,
  withoutCertificate,
  withoutToken,
  type Provoke,
  type Subject,
} from './fixtures/provocations/provoke.ts';
import * as calls from './fixtures/provocations/sound-call.ts';
import { Shop } from './fixtures/shop.ts';
import { verifyAnswer } from './fixtures/verify-answer.ts';
import type { RefusalName } from './refusal.ts';
import type { RunningMock } from './server.ts';

const initiate: Subject = { id: 'payments/initiate', make: calls.initiation };
const refund: Subject = { id: 'payments/refund', make: calls.refund };

/** Each error of specs/protocol.yaml: by a request, but for a failure of the mock itself and for a call that takes its time. */
const provoked: Readonly<Record<RefusalName, readonly [Subject, Provoke]>> = {
  malformedPayload: [initiate, malformed],
  invalidInput: [initiate, unknownField],
  certificate: [initiate, withoutCertificate],
  signatureFormat: [initiate, otherContentThanDigested],
  tokenExpired: [initiate, expiredToken],
  authentication: [initiate, withoutToken],
  signatureVerification: [initiate, unknownKey],
  authorization: [initiate, tokenFor('payments:read')],
  notFound: [refund, unknownPayment],
  alreadyExists: [initiate, again],
  idempotencyConflict: [initiate, keyOfAnother],
  tooLarge: [initiate, withContent({ metadata: { basket: 'x'.repeat(2 ** 20) } })],
  methodNotAllowed: [initiate, spoilt({ method: 'PUT' })],
  unsupportedMediaType: [initiate, spoilt({ contentType: 'text/plain' })],
  unknownRoute: [initiate, elsewhere('/payments')],
  transitionNotAllowed: [
    refund,
    withContent({ paymentDetails: { amount: 2501, description: 'More than was captured' } }),
  ],
  processing: [refund, whileAtWork],
  rateLimit: [initiate, tooMany],
  internal: [initiate, faulty('internal')],
  unsupportedOperation: [refund, failingScheme('8003')],
  provider: [refund, failingScheme('8004')],
  providerTimeout: [refund, failingScheme('8001')],
};

/** Those that say which fields are wrong. */
const namingFields: Readonly<Partial<Record<RefusalName, object>>> = {
  invalidInput: { unknown: 'Unknown is not a known property' },
};

const errors = Object.entries(testProtocol().errors) as [
  RefusalName,
  Record<'status' | 'reasonCode' | 'message', unknown>,
][];

const lines: Readonly<Record<string, unknown>>[] = [];
const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });

let mock: RunningMock;
let shop: Shop;

beforeAll(async () => {
  mock = await startTestMock({}, { log });
  shop = await Shop.enrol(mock);
  await shop.renewToken();
});
afterAll(() => mock.close());

const callIds: unknown[] = [];

test.each(errors)('%s is answered with its envelope, signed, and can be found in the log', async (name, error) => {
  const [subject, provoke] = provoked[name];
  const answer = await provoke(shop, subject);
  const { callId, ...told } = answer.json;
  const { status, reasonCode, message } = error;
  const fields = namingFields[name];
  expect([answer.status, told]).toEqual([
    status,
    { status: 'DECLINED', statusInfo: { reasonCode, message }, ...(fields && { fields }) },
  ]);
  await verifyAnswer(mock, answer);

  expect(callId).toMatch(/^[0-9a-f]{16}-[0-9a-f]{6}$/);
  expect(callIds).not.toContain(callId);
  callIds.push(callId);
  const logged = lines.filter((line) => line['callId'] === callId && line['msg'] !== 'answered');
  expect(logged).toMatchObject([name === 'internal' ? { msg: 'internal error' } : { msg: 'refused', refusal: name }]);
});
