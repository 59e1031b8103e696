import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { control, Shop } from '../fixtures/shop.ts';
import type { RunningMock } from '../server.ts';
import { defectsOf } from './catalogue.ts';
import { probes } from './fixtures/probes.ts';

const schemas = loadSchemas(schemasDir);
const { protocol } = loadProtocol(protocolFile, schemas);

let mock: RunningMock;
beforeAll(async () => {
  mock = await startTestMock();
});
afterAll(() => mock.close());
afterEach(() => breakMock());

async function breakMock(...defects: readonly string[]): Promise<void> {
  expect((await control(mock, 'PUT', '/defects', { defects })).status).toBe(200);
}

test('each defect has one probe, and each probe is of a defect', () => {
  const probed = Object.values(probes).flatMap((table) => Object.keys(table));
  expect(probed.sort()).toEqual(
    defectsOf({ protocol, schemas })
      .map(({ id }) => id)
      .sort(),
  );
});

describe.each(Object.entries(probes))('%s: a defect shows on the wire, and nothing of it without', (_kind, table) => {
  test.each(Object.entries(table))('%s', async (id, [look, sound, broken]) => {
    expect(await look(await Shop.enrol(mock))).toEqual(sound);
    const shop = await Shop.enrol(mock);
    await breakMock(id);
    expect(await look(shop)).toEqual(broken);
  });
});
