import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Config } from '../contract/types/config.ts';
import { cli, readResult, withFolder, started } from './fixtures/cli.ts';
import { arrangeDefects, withServedMock } from './fixtures/served-mock.ts';

const defect = 'refund-above-captured';
const tags = ['--quiet', '--tags', '@PAY-17 and @PAY-12'];

/** What a POSIX shell makes of a text. */
const pasted = (text: string, env: NodeJS.ProcessEnv = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile('sh', ['-c', text], { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
  });

const again = (what: string) => `# Spoilt on purpose, as it was in the run (${what}).`;

/** Scenarios of spoilt calls between two sound ones: what is said of the spoilt one, and the reason codes that all of them meet. */
const cases = [
  [
    'A payment request is refused with a flipped signature byte',
    again('flipped-signature-byte: with a flipped signature byte'),
    ['-1', '4992', '-1'],
  ],
  [
    'A status request is refused with the signature of another path',
    again('signature-of-other-path: with the signature of another path'),
    ['-1', '4992', '-1'],
  ],
  ['A token request is refused with half a signature', again('half-a-signature: with half a signature'), ['4992']],
  [
    'A payment request is refused with another content type than was signed',
    '# It was spoilt on purpose (other-content-type: with another content type than was signed), which cannot be repeated so: it is signed soundly here, as evidence has it.',
    ['-1', '4000', '-1'],
  ],
  [
    'A payment request is refused without a client certificate',
    again('without-client-certificate: without a client certificate'),
    ['-1', '4980', '-1'],
  ],
] as const;

describe('replay', () => {
  it('runs a case again as it ran, its defect included, and says that it still fails', async () => {
    await withFolder(async (out) => {
      await cli(['run', ...tags, '--out', out, '--defect', defect]);
      const [failed] = readResult(out).scenarios.filter(({ failure }) => failure !== undefined);
      const id = failed?.id ?? '';
      expect(failed?.failure?.replay).toBe(`${started()} replay ${id} --out ${out}`);
      const before = readFileSync(join(out, 'result.json'), 'utf8');

      const still = `STILL FAILING: PAY-17 PAY-12 A refund that is under way counts (${id})
  problem      Expected payments/refund to be rejected, but it succeeded
  step         Then it is rejected
  at           features/payments/refund.feature:63
  call         POST /payments/refund → 200
  expected     status 4xx or 501
  actual       200 ACCEPTED with reason code -1, "Request accepted"
`;
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

  it('says that it is fixed, and gives its calls to curl, signed so that they are accepted', async () => {
    await withFolder((out) =>
      withFolder((served) =>
        withServedMock(served, [], async (config) => {
          await arrangeDefects(dirname(config), [defect]);
          await cli(['run', '--target', 'sandbox', '--config', config, ...tags, '--out', out]);
          const id = readResult(out).scenarios.find(({ failure }) => failure !== undefined)?.id ?? '';
          const again = ['--out', out, '--config', config];
          expect(readResult(out).scenarios.find(({ failure }) => failure)?.failure?.replay).toBe(
            `${started()} replay ${id} --out ${out} --config ${config}`,
          );
          expect((await cli(['replay', id, ...again])).code).toBe(1);

          const { code, stdout } = await cli(['replay', id, ...again, '--curl']);
          expect([code, stdout.match(/^# payments\/.*/gm)]).toEqual([0, ['# payments/refund']]);
          expect(stdout).toContain(`--cert ${join(served, 'client-cert.pem')}`);
          const whole = await cli(['replay', id, ...again, '--curl', '--all']);
          expect((whole.stdout.match(/^# payments\//gm) ?? []).length).toBeGreaterThan(2);
          expect(JSON.parse(await pasted(stdout))).toMatchObject({
            status: 'ACCEPTED',
            paymentDetails: { amount: 401 },
          });

          await arrangeDefects(dirname(config), []);
          expect(await cli(['replay', id, ...again])).toMatchObject({
            code: 0,
            stderr: `Runs  ${started()} run --target=sandbox --config=${config} -- ${id}\n`,
            stdout: `FIXED: PAY-17 PAY-12 A refund that is under way counts (${id})\n`,
          });
        }),
      ),
    );
  });

  it('unlocks the key with a passphrase that it does not print, and spoils again what was spoilt on purpose', async () => {
    await withFolder((out) =>
      withFolder((served) =>
        withServedMock(served, [], async (file) => {
          const passphrase = 'open sesame 4711';
          const config = parse(readFileSync(file, 'utf8')) as Config;
          const key = join(served, String(config.tls.privateKey));
          const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
          writeFileSync(key, createPrivateKey(readFileSync(key)).export(options));
          writeFileSync(file, stringify({ ...config, tls: { ...config.tls, passphrase: '${env:NOPAN_WORD}' } }));
          const env = { NOPAN_WORD: passphrase };

          await arrangeDefects(served, ['bad-signature-accepted', 'certificate-not-demanded']);
          const names = cases.flatMap(([name]) => ['--name', `^${name}$`]);
          await cli(['run', '--target', 'sandbox', '--config', file, '--quiet', ...names, '--out', out], { env });
          await arrangeDefects(served, []);
          for (const [name, note, met] of cases) {
            const { id = '' } = readResult(out).scenarios.find((scenario) => scenario.name === name) ?? {};
            const { code, stdout, stderr } = await cli(['replay', id, '--out', out, '--config', file, '--curl'], {
              env,
            });
            expect([name, code, stderr]).toEqual([name, 0, '']);
            expect(stdout).not.toContain(passphrase);
            expect(stdout).toContain('--pass "$NOPAN_WORD"');
            expect(stdout).toContain(
              '# The shell reads the passphrase of the TLS key from the environment variable NOPAN_WORD.\n',
            );
            expect([name, stdout.match(/^# .* on purpose.*$/gm)]).toEqual([name, [note]]);
            const answers = await pasted(stdout, env);
            expect([name, [...answers.matchAll(/"reasonCode": ?"?(-?\d+)/g)].map(([, each]) => each)]).toEqual([
              name,
              met,
            ]);
          }
        }),
      ),
    );
  });

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

  it('takes no file, folder or address from a result, and no other command', async () => {
    await withFolder(async (out) => {
      await cli(['run', ...tags, '--out', out, '--defect', defect]);
      const file = join(out, 'result.json');
      const honest = readFileSync(file, 'utf8');
      const refusalOf = async (change: (text: string) => string, ...options: string[]) => {
        writeFileSync(file, change(honest));
        const { code, stdout, stderr } = await cli(['replay', '1', '--out', out, ...options]);
        return [code, stdout, stderr.split('\n')[0]];
      };
      const id = readResult(out).scenarios.find(({ failure }) => failure)?.id ?? '';
      const evil = `${started()} run ${id} --steps o/evil --package precious.txt`;
      const [code, stdout, first] = await refusalOf((text) => text.replace(/"repeat":"[^"]*"/, `"repeat":"${evil}"`));
      expect([code, stdout]).toEqual([2, '']);
      expect(first).toMatch(
        /^nopan-certify: The last result cannot be read: it contradicts itself: \/run\/scenarios\/\d+\/failure\/repeat is /,
      );

      const config = (text: string): string =>
        text
          .replace(/"options":\{/, '"options":{"config":"evil.yaml",')
          .replaceAll(/"(repeat)":"(node \S+ run \S+)([^"]*)"/g, '"$1":"$2 --config evil.yaml$3"')
          .replaceAll(/"replay":"([^"]*)"/g, '"replay":"$1 --config evil.yaml"');
      expect(await refusalOf(config)).toEqual([
        2,
        '',
        'nopan-certify: The run used --config, which must be named again (ERR_USAGE)',
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
      expect(stdout).toMatch(/^# Expected payments\/refund to be rejected, but it succeeded\n/);
      expect(stdout).toMatch(/\| Organization \| <code>org-\w+<\/code> \|/);
      expect(stdout).toMatch(
        /\n\| callId \| Time \(UTC\) \| Operation \| Status \| Reason code \|\n.*\n\| not on record \| \d{4}-\d\d-\d\dT[\d:.]+Z \| <code>POST \/payments\/refund \(payments\/refund\)<\/code> \| <code>200<\/code> \| <code>-1<\/code> \|\n/,
      );
      expect(stdout).toMatch(/\*\*Expected\*\*\n\n```\nstatus 4xx or 501\n```/);
      expect(stdout).toMatch(/\nAuthorization: Bearer \[redacted sha256:[0-9a-f]{12}\]\n/);
      expect(stdout).not.toMatch(/Bearer (?!\[redacted)/);
    });
  });
});
