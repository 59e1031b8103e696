import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { packageRoot, protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { startTestMock } from '../fixtures/mock.ts';
import { initiate, move, approved } from '../fixtures/orders.ts';
import { control, Shop } from '../fixtures/shop.ts';
import { defectsOf, loadDefects } from './catalogue.ts';

const schemas = loadSchemas(schemasDir);
const { protocol } = loadProtocol(protocolFile, schemas);
const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-defects-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const defect = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: 'scope-ignored',
  title: 'allows everything',
  operator: 'without-guard',
  arguments: { guard: 'scope' },
  requirement: 'TOK-05',
  ...changes,
});

function load(...defects: readonly object[]): () => unknown {
  const file = join(folder, 'defects.yaml');
  writeFileSync(file, JSON.stringify(defects));
  return () => loadDefects(file, schemas, protocol);
}

describe('a catalogue of defects', () => {
  test('is read', () => {
    expect(load(defect())()).toEqual([defect()]);
  });

  test.each([
    ['an unknown guard', [defect({ arguments: { guard: 'scpoe' } })], 'There is no guard scpoe'],
    [
      'an unknown operation',
      [defect({ arguments: { guard: 'scope', operation: 'payments/pay' } })],
      'There is no operation payments/pay',
    ],
    ['an unknown requirement', [defect({ requirement: 'TOK-99' })], 'There is no requirement TOK-99'],
    [
      'an unknown condition',
      [defect({ operator: 'change-transition', arguments: { action: 'refund', condition: 'it rains' } })],
      'There is no condition it rains',
    ],
    ['the same id twice', [defect(), defect({ title: 'allows all' })], 'Two defects have the id "scope-ignored"'],
    ['the same title twice', [defect(), defect({ id: 'other' })], 'Two defects have the title "allows everything"'],
    ['an unknown operator', [defect({ operator: 'break' })], 'operator'],
  ])('with %s is refused, with the place', (_what, defects, message) => {
    expect(load(...defects)).toThrow(
      expect.objectContaining({
        code: 'ERR_SPEC',
        message: expect.stringContaining(message) as string,
        where: expect.stringMatching(/defects\.yaml:\d+:\d+$/) as string,
      }) as Error,
    );
  });
});

test('there are as many as the documents say', () => {
  const { length } = defectsOf({ protocol, schemas });
  for (const name of ['README.md', 'docs/mock.md']) {
    // The numbers alone: a failure that quotes the whole document helps nobody.
    const told = readFileSync(join(packageRoot(), name), 'utf8').matchAll(
      /\b(\d+)(?: ways\b| of them are in \[specs\/defects)/g,
    );
    expect([name, ...new Set(Array.from(told, ([, count]) => count))]).toEqual([name, String(length)]);
  }
  expect(length).toBeGreaterThanOrEqual(60);
});

describe('a mock', () => {
  test('can be broken from the start, in several ways at once, and be mended', async () => {
    const mock = await startTestMock({}, { defects: ['refund-above-captured', 'answers-unsigned'] });
    const shop = await Shop.enrol(mock);
    const id = await approved(shop);
    expect((await move(shop, 'refund', id, 9999)).status).toBe(200);
    expect((await initiate(shop)).headers['signature']).toBeUndefined();
    expect((await control(mock, 'PUT', '/defects', { defects: [] })).json).toEqual({ defects: [] });
    expect((await move(shop, 'refund', id, 9999)).status).toBe(422);
    expect((await initiate(shop)).headers['signature']).toBeDefined();
    await mock.close();
  });

  test('that signs by another key id keeps the fields of its answers', async () => {
    const mock = await startTestMock({}, { defects: ['key-of-another-environment'] });
    const shop = await Shop.enrol(mock);
    await shop.renewToken();
    await shop.control('PUT', '/rate-limit', { requests: 1, perSeconds: 60 });
    await initiate(shop);
    const { status, headers } = await initiate(shop);
    expect([status, 'retry-after' in headers]).toEqual([429, true]);
    await mock.close();
  });

  test('tells which ways there are, and refuses one that is not among them', async () => {
    const mock = await startTestMock();
    await control(mock, 'PUT', '/defects', { defects: ['scope-not-enforced'] });
    const { json } = await control(mock, 'GET', '/defects');
    const active = (json['defects'] as { id: string; active: boolean }[]).filter((one) => one.active);
    expect(active).toMatchObject([{ id: 'scope-not-enforced', requirement: 'TOK-05' }]);
    const refused = await control(mock, 'PUT', '/defects', { defects: ['scope-not-enforcd'] });
    expect([refused.status, refused.json]).toMatchObject([
      400,
      {
        error: {
          message: 'There is no defect scope-not-enforcd',
          advice: expect.stringContaining('scope-not-enforced') as string,
        },
      },
    ]);
    expect(
      ((await control(mock, 'GET', '/defects')).json['defects'] as { active: boolean }[]).filter((one) => one.active),
    ).toHaveLength(1);
    await mock.close();
  });
});
