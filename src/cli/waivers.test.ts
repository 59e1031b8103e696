import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Config } from '../contract/types/config.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';
import { arrangeDefects, withServedMock } from './fixtures/served-mock.ts';

const terms = { owner: 'Ada Example', reason: 'refunded by hand', reference: 'T-1' };

it('runs against a target that falls short where a waiver says so', { timeout: 60_000 }, async () => {
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
        const waived = await run({ 'PAY-12': { ...terms, expires: '2999-12-31' } });
        // A part of the plan shows the other requirements not at all; PAY-17 is in a scenario that fails with PAY-12.
        const { scenarios } = readResult(out);
        const excused = scenarios.flatMap(({ waivedBy }) => waivedBy ?? []);
        expect(excused.length).toBeGreaterThan(0);
        expect(new Set(excused)).toEqual(new Set(['PAY-12']));
        expect(waived.reasons.filter((reason) => reason.startsWith('Waived'))).toEqual([
          'Waived until 2999-12-31 by Ada Example (T-1): PAY-12, No more is captured than was authorized, and no more refunded than was captured, which failed: refunded by hand',
        ]);

        const expired = await run({ 'PAY-12': { ...terms, expires: '2026-01-01' } });
        expect([expired.code, expired.reasons[0]]).toEqual([
          1,
          'The waiver of PAY-12 expired on 2026-01-01: Ada Example has to renew or remove it.',
        ]);

        writeFileSync(file, stringify({ ...config, waivers: { 'WHK-02': { ...terms, expires: '2999-12-31' } } }));
        const refused = await cli(['run', '--target', 'sandbox', '--config', file]);
        expect([refused.code, refused.stderr.split('\n')[0]]).toEqual([
          2,
          'nopan-certify: WHK-02 cannot be waived: Each webhook is authentic by its HMAC, and an altered one is noticed (ERR_CONFIG)',
        ]);
      }),
    ),
  );
});
