import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { systemClock } from '../clock.ts';
import { daysAfter } from '../contract/said-by-person.ts';
import { packageRoot } from '../contract/locations.ts';
import type { Config } from '../contract/types/config.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';
import { arrangeDefects, withServedMock } from './fixtures/served-mock.ts';

/** Waivers end within 90 days of the run. */
const soon = daysAfter(new Date(systemClock.now()).toISOString().slice(0, 10), 60);

const terms = { owner: 'Ada Example', reason: 'refunded by hand', reference: 'T-1' };

it('runs against a target that falls short where a waiver says so', async () => {
  await withFolder((out) =>
    withFolder((served) =>
      withServedMock(served, [], async (file) => {
        const config = parse(readFileSync(file, 'utf8')) as Config;
        const run = async (waivers: Config['waivers']) => {
          writeFileSync(file, stringify({ ...config, waivers }));
          const selected = ['--target', 'sandbox', '--config', file, '--out', out, '--tags', '@PAY-12'];
          const ended = await cli(['run', '--quiet', ...selected]);
          return { ...ended, reasons: readResult(out).reasons };
        };
        await arrangeDefects(dirname(file), ['refund-above-captured']);

        expect((await run({})).code).toBe(1);
        const waived = await run({ 'PAY-12': { ...terms, expires: soon } });
        // A part of the plan shows the other requirements not at all; PAY-17 is in a scenario that fails with PAY-12.
        const { scenarios } = readResult(out);
        const excused = scenarios.flatMap(({ waivedBy }) => waivedBy ?? []);
        expect(excused.length).toBeGreaterThan(0);
        expect(new Set(excused)).toEqual(new Set(['PAY-12']));
        expect(waived.reasons.filter((reason) => reason.startsWith('Waived'))).toEqual([
          `Waived until ${soon} by Ada Example (T-1): PAY-12, No more is captured than was authorized, and no more refunded than was captured, which failed: refunded by hand`,
        ]);

        const expired = await run({ 'PAY-12': { ...terms, expires: '2026-01-01' } });
        // Nothing is sent: whatever comes of the run, it would fail by that.
        expect([expired.code, expired.stderr.split('\n')[0]]).toEqual([
          2,
          'nopan-certify: The waiver of PAY-12 expired on 2026-01-01, which fails every run (ERR_CONFIG)',
        ]);

        writeFileSync(file, stringify({ ...config, waivers: { 'WHK-02': { ...terms, expires: soon } } }));
        const refused = await cli(['run', '--target', 'sandbox', '--config', file]);
        expect([refused.code, refused.stderr.split('\n')[0]]).toEqual([
          2,
          'nopan-certify: WHK-02 cannot be waived: Each webhook is authentic by its HMAC, and an altered one is noticed (ERR_CONFIG)',
        ]);
      }),
    ),
  );
});

it('waives requirements of the user’s own specs, too', async () => {
  const example = join(packageRoot(), 'docs/examples/own-checks');
  const feature = `@stage:payments
Feature: Order numbers
  @SHOP-01
  Scenario: A number that was never sent
    When I start a payment with:
      | metadata.orderNumber | A-1001 |
    And I look its order up
    Then its order number is "A-1002"
`;
  await withFolder((out) =>
    withFolder((served) =>
      withServedMock(served, [], async (file) => {
        const config = parse(readFileSync(file, 'utf8')) as Config;
        writeFileSync(join(out, 'own.feature'), feature);
        writeFileSync(
          file,
          stringify(
            { ...config, waivers: { 'SHOP-01': { ...terms, expires: soon } } },
            { aliasDuplicateObjects: false },
          ),
        );
        const run = (...options: string[]) => {
          const own = ['--features', out, '--specs', join(example, 'specs'), '--steps', join(example, 'steps')];
          const target = ['--target', 'sandbox', '--config', file, '--out', out];
          return cli(['run', '--quiet', ...own, ...target, '--tags', '@SHOP-01', ...options]);
        };
        const waived = await run();
        expect(waived.stderr).toBe('');
        const { scenarios, requirements } = readResult(out);
        expect(requirements.find(({ id }) => id === 'SHOP-01')?.waiver?.standing).toBe('APPLIED');
        expect(scenarios.map(({ name, waivedBy }) => [name, waivedBy])).toEqual([
          ['A number that was never sent', ['SHOP-01']],
        ]);
        const refused = await cli(['run', '--target', 'sandbox', '--config', file, '--out', out]);
        expect([refused.code, refused.stderr.split('\n')[0]]).toEqual([
          2,
          'nopan-certify: There is no requirement SHOP-01 to waive (ERR_CONFIG)',
        ]);
        const examine = (...specs: string[]) => cli(['doctor', '--offline', '--config', file, ...specs]);
        expect((await examine('--specs', join(example, 'specs'))).code).toBe(0);
        expect((await examine()).code).toBe(2);
        expect((await examine('--specs', 'nowhere')).stderr).toContain('(ERR_USAGE)');
      }),
    ),
  );
});
