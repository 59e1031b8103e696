import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { systemRandomness } from '../../randomness.ts';
import { newOrganization } from '../state/organization.ts';
import { Dispatcher } from './dispatcher.ts';

const { webhooks, idempotency } = loadProtocol(protocolFile, loadSchemas(schemasDir)).protocol;

test('an attempt that goes wrong in the mock itself ends its delivery, and nothing else', async () => {
  const organization = newOrganization({
    name: 'At the end of time',
    // ECMA-262 section 21.4.1.1: no date is later than 8.64e15 ms.
    clock: { now: () => 8.64e15 + 1 },
    randomness: systemRandomness,
    idempotencyLifetimeSeconds: idempotency.lifetimeSeconds,
  });
  organization.endpoints = [{ url: 'https://127.0.0.1:1/' }];
  const courier = { deliver: () => Promise.resolve(202), close: () => Promise.resolve() };
  const dispatcher = new Dispatcher({ settings: webhooks, randomness: systemRandomness, courier, log: undefined });
  dispatcher.dispatch(organization, {
    notificationType: 'PAYMENT_INITIATE',
    transactionId: 'tx-1',
    clientTransactionId: 'order-1',
    status: 'PENDING',
    statusInfo: { reasonCode: '-1', message: 'Awaiting user consent' },
  });
  await pause(10);
  expect(organization.deliveries).toMatchObject([{ state: 'dropped', attempts: [] }]);
});
