import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';

/** Of a run of its own, the text of each part, and the ids of its payments. */
const certify = (...options: string[]) =>
  withFolder(async (out) => {
    const { stderr } = await cli(['run', ...options, '--quiet', '--out', out], { cwd: packageRoot() });
    expect(stderr).toBe('');
    const [certification = '', run = ''] = readFileSync(join(out, 'result.json'), 'utf8').split(',"run":\n');
    const { scenarios, order } = readResult(out);
    const failed = scenarios.filter(({ failure }) => failure !== undefined);
    const ids = [...run.matchAll(/\\"transactionId\\":\\"(\w+)/g)].map(([, id]) => id);
    return { certification, run, failed: failed.length, order, ids: [...new Set(ids)].sort() };
  });

const refunds = 'features/payments/refund.feature';

it('a repeated run leaves the same certification, byte for byte, its failures included', async () => {
  const broken = () => certify(refunds, 'features/webhooks', '--defect', 'refund-above-captured');
  const [one, other] = await Promise.all([broken(), broken()]);
  expect(one.certification).toMatch(/^\{"formatVersion":4,\n"certification":\n\{"assumptions":\[\n/);
  expect(one.certification).toBe(other.certification);
  expect(one.failed).toBeGreaterThan(0);
  expect(one.run).not.toBe(other.run);
  expect(one.ids).not.toEqual(other.ids);
});

it('the same seed gives the ids of the mock, and the order at random, again', async () => {
  const seeded = () => certify(refunds, '--order', 'random', '--seed', '42');
  const [one, other] = await Promise.all([seeded(), seeded()]);
  expect(one.order).toMatch(/^random:\d+$/);
  expect(one.ids.length).toBeGreaterThan(10);
  expect([other.certification, other.ids]).toEqual([one.certification, one.ids]);
});
