import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Calibration } from '../calibration/calibrate.ts';
import type { Config } from '../contract/types/config.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';
import { withServedMock } from './fixtures/served-mock.ts';

const accepting = (...settings: string[]): string[] =>
  ['acceptedVariants=configured', ...settings].flatMap((setting) => ['--protocol', `signature.${setting}`]);

describe('calibrate', () => {
  it.each([
    [
      ['signatureParamsForm=labelled', 'ecdsaEncoding=der', 'requestDigest=sha-512'],
      '  signature.signatureParamsForm: labelled\n  signature.ecdsaEncoding: der\n  signature.requestDigest: sha-512\n',
    ],
    [['profile=detached-jws'], '  signature.profile: detached-jws\n'],
  ])('makes a mock usable that accepts only %j', async (settings, section) => {
    await withFolder((folder) =>
      withServedMock(folder, accepting(...settings), async (config) => {
        const sandbox = ['--target', 'sandbox', '--config', config];
        const before = `# mine\n\n${readFileSync(config, 'utf8')}`;
        writeFileSync(config, before);
        expect((await cli(['call', 'auth/token', ...sandbox])).code).toBe(1);

        const found = await cli(['calibrate', '--config', config]);
        expect([found.code, found.stderr]).toEqual([0, '']);
        expect(found.stdout).toMatch(/\nAdd --write to put that into the configuration\.\n$/);
        expect(readFileSync(config, 'utf8')).toBe(before);

        const written = await cli(['calibrate', '--config', config, '--write']);
        expect([written.code, written.stdout]).toEqual([0, expect.stringContaining(`\nWritten to ${config}\n`)]);
        expect(readFileSync(config, 'utf8')).toBe(`${before}protocol:\n${section}`);
        expect(statSync(config).mode & 0o777).toBe(0o600);
        expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);

        expect((await cli(['call', 'payments/initiate', ...sandbox])).code).toBe(0);
        const features = ['features/payments/capture.feature', 'features/token'];
        const run = await cli(['run', ...sandbox, '--out', folder, ...features]);
        expect([run.code, readResult(folder).summary.scenarios.failed]).toEqual([4, 0]);

        const again = await cli(['calibrate', '--config', config, '--write']);
        expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('nothing has to change')]);
      }),
    );
  });

  it('writes nothing into a configuration that is not UTF-8', async () => {
    await withFolder((folder) =>
      withServedMock(folder, accepting('ecdsaEncoding=der'), async (config) => {
        const before = Buffer.concat([Buffer.from('# Köln\n', 'latin1'), readFileSync(config)]);
        writeFileSync(config, before);
        const { code, stderr } = await cli(['calibrate', '--config', config, '--write']);
        expect([code, stderr]).toEqual([
          2,
          expect.stringMatching(
            /^nopan-certify: The file is not UTF-8: save it as UTF-8 \(ERR_CONFIG\)\n {2}at +\S+:1:4\n/,
          ),
        ]);
        expect(readFileSync(config)).toEqual(before);
      }),
    );
  });

  it('makes the configuration where the environment has given all of it', async () => {
    await withFolder((folder) =>
      withServedMock(folder, accepting('ecdsaEncoding=der'), async (config) => {
        const { target, organization, processingAccounts, signing } = parse(readFileSync(config, 'utf8')) as Config;
        const env = {
          NOPAN_CERTIFY_TARGET_BASE_URL: target.baseUrl,
          NOPAN_CERTIFY_TARGET_TRUST: join(folder, 'ca.pem'),
          NOPAN_CERTIFY_ORGANIZATION: organization,
          NOPAN_CERTIFY_PROCESSING_ACCOUNTS: processingAccounts.join(','),
          NOPAN_CERTIFY_TLS_CERTIFICATE: join(folder, 'client-cert.pem'),
          NOPAN_CERTIFY_TLS_PRIVATE_KEY: join(folder, 'client-key.pem'),
          NOPAN_CERTIFY_SIGNING_PRIVATE_KEY: join(folder, 'signing-key.pem'),
          NOPAN_CERTIFY_SIGNING_KEYID: signing.keyid,
        };
        rmSync(config);
        expect(await cli(['calibrate', '--write'], { cwd: folder, env })).toMatchObject({ code: 0, stderr: '' });
        expect(readFileSync(config, 'utf8')).toBe('protocol:\n  signature.ecdsaEncoding: der\n');
        expect((await cli(['call', 'auth/token', '--target', 'sandbox'], { cwd: folder, env })).code).toBe(0);
      }),
    );
  });

  it('says that no variant works when the key is unknown', async () => {
    await withFolder((folder) =>
      withServedMock(folder, [], async (config) => {
        writeFileSync(config, readFileSync(config, 'utf8').replace(/keyid: \S+/, 'keyid: key-of-nobody'));
        const { code, stdout } = await cli(['calibrate', '--config', config, '--write', '--json']);
        const { conclusion, attempts, changes } = JSON.parse(stdout) as Calibration;
        expect([code, conclusion, attempts.length, changes]).toEqual([1, 'none', 13, []]);
      }),
    );
  });

  it('reports on the embedded mock, and has nothing to write there', async () => {
    const { code, stdout } = await cli(['calibrate', '--target', 'mock']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^the target’s own signatures +rfc9421, ieee-p1363, sha-512$/m),
    ]);
    expect(await cli(['calibrate', '--target', 'mock', '--write'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--write has no meaning for the embedded mock (ERR_USAGE)') as string,
    });
  });

  it('takes other settings for one command, and writes nothing then', async () => {
    const other = ['calibrate', '--target', 'mock', '--protocol', 'signature.requestDigest=sha-512'];
    const { code, stdout } = await cli([...other, '--json']);
    const { conclusion, attempts } = JSON.parse(stdout) as Calibration;
    expect([code, conclusion, attempts[0]?.variant.requestDigest]).toEqual([0, 'present', 'sha-512']);
    expect(await cli([...other, '--write'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("option '--write' cannot be used with option '--protocol <id=value>'") as string,
    });
  });

  it('needs a target that answers', async () => {
    await withFolder(async (folder) => {
      let path = '';
      await withServedMock(folder, [], (config) => {
        path = config;
        return Promise.resolve();
      });
      const { code, stderr } = await cli(['calibrate', '--config', path]);
      expect([code, stderr]).toEqual([3, expect.stringContaining('(ERR_TARGET)')]);
    });
  });
});
