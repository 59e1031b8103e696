import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, readResult, withFolder } from './fixtures/cli.ts';
import { arrangeDefects, withServedMock } from './fixtures/served-mock.ts';

const defect = 'refund-above-captured';
const tags = ['--quiet', '--tags', '@PAY-17 and @PAY-12'];

/** What a POSIX shell makes of a text. */
const pasted = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile('sh', ['-c', text], (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
  });

describe('replay', () => {
  it('runs a case again as it ran, its defect included, and says that it still fails', async () => {
    await withFolder(async (out) => {
      await cli(['run', ...tags, '--out', out, '--defect', defect]);
      const [failed] = readResult(out).scenarios.filter(({ failure }) => failure !== undefined);
      const id = failed?.id ?? '';
      expect(failed?.failure?.replay).toBe(`npx nopan-certify replay ${id} --out ${out}`);
      const before = readFileSync(join(out, 'result.json'), 'utf8');

      const still = `STILL FAILING: PAY-17 PAY-12 A refund that is under way counts (${id})\n`;
      expect(await cli(['replay', id, '--out', out])).toMatchObject({ code: 1, stdout: still });
      expect(await cli(['replay', '1', '--out', out])).toMatchObject({ code: 1, stdout: still });
      expect(readFileSync(join(out, 'result.json'), 'utf8')).toBe(before);

      writeFileSync(join(out, 'result.json'), before.replace('"actual":"200 ACCEPTED', '"actual":"503 ACCEPTED'));
      const { code, stdout } = await cli(['replay', id, '--out', out]);
      expect([code, stdout.split('\n')]).toEqual([
        1,
        [
          `DIFFERENT: PAY-17 PAY-12 A refund that is under way counts (${id})`,
          '  actual was  503 ACCEPTED with reason code -1, "Request accepted"',
          '  actual is   200 ACCEPTED with reason code -1, "Request accepted"',
          '',
        ],
      ]);

      const curl = await cli(['replay', id, '--out', out, '--curl']);
      expect([curl.code, curl.stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: The embedded mock of that run is gone, and its keys with it (ERR_USAGE)',
      ]);
    });
  });

  it(
    'says that it is fixed, and gives its calls to curl, signed so that they are accepted',
    { timeout: 60_000 },
    async () => {
      await withFolder((out) =>
        withFolder((served) =>
          withServedMock(served, [], async (config) => {
            await arrangeDefects(dirname(config), [defect]);
            await cli(['run', '--target', 'sandbox', '--config', config, ...tags, '--out', out]);
            const id = readResult(out).scenarios.find(({ failure }) => failure !== undefined)?.id ?? '';
            expect((await cli(['replay', id, '--out', out])).code).toBe(1);

            const { code, stdout } = await cli(['replay', id, '--out', out, '--curl']);
            expect([code, stdout.match(/^# payments\/.*/gm)]).toEqual([0, ['# payments/refund']]);
            expect(stdout).toContain(`--cert ${join(served, 'client-cert.pem')}`);
            const whole = await cli(['replay', id, '--out', out, '--curl', '--all']);
            expect((whole.stdout.match(/^# payments\//gm) ?? []).length).toBeGreaterThan(2);
            expect(JSON.parse(await pasted(stdout))).toMatchObject({
              status: 'ACCEPTED',
              paymentDetails: { amount: 401 },
            });

            await arrangeDefects(dirname(config), []);
            expect(await cli(['replay', id, '--out', out])).toMatchObject({
              code: 0,
              stdout: `FIXED: PAY-17 PAY-12 A refund that is under way counts (${id})\n`,
            });
          }),
        ),
      );
    },
  );

  it.each(['replay', 'ticket'])('%s says what is wrong with the case', async (command) => {
    await withFolder(async (out) => {
      const missing = await cli([command, 'features/a.feature:1', '--out', out]);
      expect([missing.code, missing.stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: There is no result of a run (ERR_USAGE)',
      ]);
      await cli(['run', '--quiet', '--name', 'TLS 1.3', '--out', out]);
      const passed = readResult(out).scenarios[0]?.id ?? '';
      const [first] = (await cli([command, passed, '--out', out])).stderr.split('\n');
      expect(first).toBe(`nopan-certify: ${passed} did not fail in the last run (ERR_USAGE)`);
      const unknown = await cli([command, 'features/a.feature:1', '--out', out]);
      expect([unknown.code, unknown.stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: features/a.feature:1 is no case in the last run (ERR_USAGE)',
      ]);
    });
  });

  it('takes no other command than a run from a result', async () => {
    await withFolder(async (out) => {
      await cli(['run', ...tags, '--out', out, '--defect', defect]);
      const file = join(out, 'result.json');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/"repeat":"[^"]*"/g, '"repeat":"npx nopan-certify mock; ls"'),
      );
      const { code, stderr } = await cli(['replay', '1', '--out', out]);
      expect([code, stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: The result does not say how the case is repeated (ERR_INPUT)',
      ]);
    });
  });
});

describe('ticket', () => {
  it('tells support what it asks for, and nothing secret', async () => {
    await withFolder(async (out) => {
      await cli(['run', ...tags, '--out', out, '--defect', defect]);
      const { code, stdout } = await cli(['ticket', '1', '--out', out]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^# payments\/refund was not refused as it must be\n/);
      expect(stdout).toMatch(/\| Organization \| <code>org-\w+<\/code> \|/);
      expect(stdout).toMatch(/\| Time \(UTC\) \| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \|/);
      expect(stdout).toContain(
        '| Operation | <code>POST /payments/refund (payments/refund)</code> |\n| Status | <code>200</code> |',
      );
      expect(stdout).toMatch(/\*\*Expected\*\*\n\n```\n422 with reason code 5002\n```/);
      expect(stdout).toMatch(/\nAuthorization: Bearer \[redacted sha256:[0-9a-f]{12}\]\n/);
      expect(stdout).not.toMatch(/Bearer (?!\[redacted)/);
    });
  });
});
