import { expect, test } from 'vitest';
import { protocolFile, requestsDir, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadRequestSpecs } from '../contract/request-spec.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { observableSettings, universeOf } from './universe.ts';

const schemas = loadSchemas(schemasDir);
const { protocol, settings } = loadProtocol(protocolFile, schemas);
const universe = universeOf({ requests: loadRequestSpecs(requestsDir, schemas), protocol, schemas, schemasDir });

test('the universe is what specs know', () => {
  expect(universe.operations['payments/initiate']).toEqual(['200', 'default']);
  expect(universe.statuses).toEqual(expect.arrayContaining(['200', '409', '504']));
  expect(universe.reasonCodes).toEqual(expect.arrayContaining(['-1', '1000', '2001', '4992', '8001']));
  expect(universe.webhookTypes).toEqual(['PAYMENT_CAPTURE', 'PAYMENT_FINALIZE', 'PAYMENT_INITIATE', 'PAYMENT_REFUND']);
  expect([...universe.providers].sort()).toEqual(['BIZUM', 'BLIK', 'IRIS', 'SATISPAY', 'WERO']);
});

test.each(observableSettings)('what %s may be is known, its value among it', (id) => {
  expect(universe.settings[id]).toContain(settings.find((setting) => setting.id === id)?.value);
});
