import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';
import { withServedMock } from './fixtures/served-mock.ts';

const der = ['--protocol', 'signature.ecdsaEncoding=der'];
const strict = ['--protocol', 'signature.acceptedVariants=configured'];

describe('--protocol', () => {
  it('changes what a run signs and is told by its result', async () => {
    await withFolder(async (out) => {
      const { code } = await cli(['run', 'features/token/access-token.feature', '--out', out, ...der, ...strict]);
      const { assumptions, profile, summary } = readResult(out);
      expect([code, summary.scenarios.failed]).toEqual([4, 0]);
      expect(profile['signature.ecdsaEncoding']).toBe('der');
      expect(assumptions).toContainEqual(
        expect.objectContaining({ id: 'signature.ecdsaEncoding', default: 'ieee-p1363' }),
      );
    });
  });

  it('reaches worker processes', async () => {
    await withFolder(async (out) => {
      const { code } = await cli([
        'run',
        'features/token/access-token.feature',
        '--parallel',
        '2',
        '--out',
        out,
        ...der,
        ...strict,
      ]);
      expect([code, readResult(out).summary.scenarios.failed]).toEqual([4, 0]);
    });
  });

  it('changes what scenarios expect as well, where no page promises it', async () => {
    const others = {
      'token.lifetimeSeconds': 3600,
      'schemes.deferredCapture': ['BLIK', 'BIZUM', 'IRIS', 'SATISPAY', 'WERO'],
      'schemes.storedCredentials': ['BLIK', 'BIZUM', 'IRIS', 'SATISPAY', 'WERO'],
      'schemes.blikApprovalSeconds': 120,
      'schemes.irisApprovalSeconds': 480,
      'schemes.approvalSeconds': 600,
      'schemes.refundSeconds': 3600,
      'payments.beforeApproval': 'rejected',
      'payments.approvalMethod': 'PUT',
      'payments.chargeWithoutToken': 'accepted',
      'payments.tokenReach': 'merchant',
      'outcomes.expired': { reasonCode: '2009', message: 'Too late' },
      'outcomes.declinedByPayer': { reasonCode: '2010', message: 'No' },
      'errors.idempotencyConflict': { status: 422, reasonCode: '3009', message: 'Another payload' },
      'errors.tooLarge': { status: 413, reasonCode: '4013', message: 'Too much' },
      'errors.unknownRoute': { status: 404, reasonCode: '4404', message: 'No such thing' },
      'errors.methodNotAllowed': { status: 405, reasonCode: '4405', message: 'No' },
      'errors.unsupportedMediaType': { status: 400, reasonCode: '4415', message: 'No' },
      'signature.extraParameters': 'rejected',
      'signature.keyCurves': ['P-384'],
      'signature.unknownParameters': 'accepted',
      'signature.parameterOrder': 'configured',
      'webhooks.firstRetrySeconds': 20,
      'webhooks.approvalType': 'PAYMENT_FINALIZE',
    };
    const options = Object.entries(others).flatMap(([id, value]) => ['--protocol', `${id}=${JSON.stringify(value)}`]);
    const tags =
      '@TOK-04 or @SIG-08 or @SIG-13 or @IDM-03 or @PAY-10 or @PAY-11 or @PAY-15 or @PAY-17 or @PAY-32 or @PAY-33 or @PAY-35 or @PAY-36 or @ERR-05 or @ERR-13 or @ERR-14 or @WHK-03 or @WHK-05 or @WHK-09 or @WHK-12 or @RTY-05';
    await withFolder(async (out) => {
      const { code } = await cli(['run', '--tags', tags, '--out', out, ...options]);
      const { scenarios, reasons, notes } = readResult(out);
      expect([code, [...reasons, ...notes].filter((text) => /^(Failed|Warning|Not exercised)/.test(text))]).toEqual([
        4,
        [],
      ]);
      expect(scenarios.length).toBeGreaterThan(60);
    });
  });

  it('is part of the command that repeats a failure', async () => {
    await withFolder(async (out) => {
      const traps = join(packageRoot(), 'src/cli/fixtures/traps');
      const version = ['--protocol', 'version.current="0.1"'];
      const { stdout } = await cli([
        'run',
        join(traps, 'throws.feature'),
        '--steps',
        traps,
        '--out',
        out,
        ...der,
        ...version,
      ]);
      expect(stdout).toContain(
        `throws.feature:3 --steps ${traps} --protocol signature.ecdsaEncoding=der --protocol 'version.current="0.1"'\n`,
      );
    });
  });

  it('decides whether a target accepts a call, for call and run alike', async () => {
    await withFolder((folder) =>
      withServedMock(folder, [...der, ...strict], async (config) => {
        const sandbox = ['--target', 'sandbox', '--config', config];
        expect((await cli(['call', 'auth/token', ...sandbox])).code).toBe(1);
        expect((await cli(['call', 'auth/token', ...sandbox, ...der])).code).toBe(0);

        const run = ['run', 'features/token/access-token.feature', ...sandbox, '--out', folder];
        expect((await cli(run)).code).toBe(1);
        expect((await cli([...run, ...der])).code).toBe(4);
      }),
    );
  });

  it.each(['run', 'call'])('is refused by %s when it names no setting', async (command) => {
    await withFolder(async (cwd) => {
      const what = command === 'call' ? ['auth/token'] : [];
      const { code, stderr } = await cli([command, ...what, '--protocol', 'signature.ecdsa=der'], { cwd });
      expect([code, stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: There is no protocol setting signature.ecdsa (ERR_CONFIG)',
      ]);
    });
  });
});
