import { expect, test } from 'vitest';
import { protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { systemRandomness } from '../../randomness.ts';
import { soundBehaviour } from '../behaviour.ts';
import { MemoryStorage } from '../state/memory-storage.ts';
import { Organizations } from '../state/organizations.ts';
import { Dispatcher } from './dispatcher.ts';

const { webhooks } = loadProtocol(protocolFile, loadSchemas(schemasDir)).protocol;

test('an attempt that goes wrong in the mock itself ends its delivery, and nothing else', async () => {
  const storage = new MemoryStorage();
  const courier = { deliver: () => Promise.resolve(202), close: () => Promise.resolve() };
  const dispatcher = new Dispatcher({
    settings: webhooks,
    storage,
    randomness: systemRandomness,
    courier,
    behaviour: () => soundBehaviour([]),
    log: undefined,
  });
  const surroundings = {
    storage,
    // ECMA-262 section 21.4.1.1: no date is later than 8.64e15 ms.
    clock: { now: () => 8.64e15 + 1 },
    idempotencyLifetimeSeconds: 60,
    rateLimit: undefined,
    perform: () => undefined,
    failed: () => undefined,
  };
  const organization = new Organizations(surroundings, systemRandomness).add({ name: 'At the end of time' });
  organization.endpoints = [{ url: 'https://127.0.0.1:1/' }];
  dispatcher.dispatch(organization, {
    notificationType: 'PAYMENT_INITIATE',
    transactionId: 'tx-1',
    clientTransactionId: 'order-1',
    status: 'PENDING',
    statusInfo: { reasonCode: '-1', message: 'Awaiting user consent' },
  });
  const [{ deliveryId } = { deliveryId: '' }] = organization.deliveries.all();
  dispatcher.deliver(organization, deliveryId);
  await dispatcher.close();
  expect([...organization.deliveries.all()]).toMatchObject([{ state: 'dropped', attempts: [] }]);
});
