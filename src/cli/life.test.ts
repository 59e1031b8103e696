import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, processesWith, readResult, withFolder, started } from './fixtures/cli.ts';

describe('a run', () => {
  it('leaves its four reports, readable by their owner alone, and nothing else', async () => {
    await withFolder(async (out) => {
      const { code, stdout, stderr } = await cli(['run', '--name', 'TLS 1.3', '--out', out], { reports: true });
      expect(code).toBe(4);
      expect(readdirSync(out).sort()).toEqual(['junit.xml', 'report.html', 'result.json', 'summary.md']);
      for (const name of readdirSync(out)) expect(statSync(join(out, name)).mode & 0o777).toBe(0o600);
      expect(stdout).not.toContain('\u001b');
      expect(stderr).toMatch(/^1\/1 {2}passed {3}A call is made over TLS 1\.3\n$/);
    });
  });

  it('prints the verdict alone when it is to be quiet', async () => {
    await withFolder(async (out) => {
      const { stdout, stderr } = await cli([
        'run',
        '--name',
        'TLS 1.3',
        '--out',
        out,
        '--quiet',
        '--package',
        join(out, 'a.zip'),
      ]);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^INCOMPLETE {2}.* exit code 4\n$/);
    });
  });

  it('certifies what is signed with detached JWS, and says what does not apply then', async () => {
    await withFolder(async (out) => {
      const { code } = await cli(['run', '--out', out, '--quiet', '--protocol', 'signature.profile=detached-jws']);
      const { notes, summary } = readResult(out);
      expect([code, summary.scenarios.failed]).toEqual([0, 0]);
      expect(notes).toContainEqual(
        expect.stringMatching(/ do not apply, since the integration uses no http-message-signature: SIG-01, /),
      );
    });
  });

  it('does not disturb another beside it', async () => {
    await withFolder(async (one) => {
      await withFolder(async (other) => {
        const features = ['features/webhooks', 'features/integration-walkthrough.feature'];
        await Promise.all([one, other].map((out) => cli(['run', ...features, '--quiet', '--out', out])));
        for (const { summary } of [one, other].map(readResult)) {
          expect(summary.scenarios.total).toBeGreaterThan(40);
          expect(summary.scenarios.passed).toBe(summary.scenarios.total);
        }
      });
    });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends in order on %s, and says that it was cut short', async (name) => {
    await withFolder(async (out) => {
      let sent = false;
      const { code } = await cli(['run', '--out', out], {
        watch(text, signal) {
          if (sent || !/^ *5\//m.test(text)) return;
          sent = true;
          signal(name);
        },
      });
      const result = readResult(out);
      expect([code, result.verdict, result.interrupted]).toEqual([4, 'INCOMPLETE', true]);
      expect(result.reasons.slice(0, 2)).toEqual([
        'The run was interrupted.',
        expect.stringMatching(/^\d+ of \d+ planned scenarios finished/),
      ]);
      expect(result.summary.scenarios.passed).toBeGreaterThanOrEqual(5);
      expect(result.summary.scenarios.notRun).toBeGreaterThan(0);
      expect(readdirSync(out).filter((file) => file.endsWith('.tmp'))).toEqual([]);
    });
  });

  it('leaves no worker behind when it is cut short', async () => {
    await withFolder(async (out) => {
      let sent = false;
      await cli(['run', '--out', out, '--parallel', '2'], {
        watch(text, signal) {
          if (sent || !/^ *2\//m.test(text)) return;
          sent = true;
          signal('SIGTERM');
        },
      });
      expect(readResult(out).interrupted).toBe(true);
      // Other tests may have workers at the same time.
      await expect.poll(() => processesWith('parallel/run_worker'), { timeout: 90_000, interval: 50 }).toEqual([]);
    });
  });

  it('does not run what is left after the first failure, when told so', async () => {
    await withFolder(async (out) => {
      const traps = join(packageRoot(), 'src/cli/fixtures/traps');
      const features = ['throws', 'empty'].map((name) => join(traps, `${name}.feature`));
      const { code } = await cli(['run', ...features, '--steps', traps, '--out', out, '--fail-fast']);
      const { scenarios } = readResult(out);
      expect([code, scenarios.map(({ outcome }) => outcome.status)]).toEqual([1, ['FINISHED', 'NOT_RUN']]);
    });
  });

  it('tells how to repeat a failure against the same target', async () => {
    await withFolder(async (out) => {
      const traps = join(packageRoot(), 'src/cli/fixtures/traps');
      const { stdout } = await cli(['run', join(traps, 'throws.feature'), '--steps', traps, '--out', out]);
      expect(stdout).toContain(
        `  repeat       ${started()} run src/cli/fixtures/traps/throws.feature:3 --steps ${traps}\n`,
      );
    });
  });

  it('shows what it would do without doing it', async () => {
    await withFolder(async (cwd) => {
      const { code, stdout } = await cli(['run', '--dry-run'], { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /TLS-01 {4}A call is made over TLS 1\.3 {2}\(features\/transport\/connection\.feature:\d+\)/,
      );
      expect(stdout).toMatch(/\n\d+ scenarios in \d+ features\n$/);
      expect(readdirSync(cwd)).toEqual([]);
    });
  });
});

describe('the mock as a process of its own', () => {
  it('is certified like the sandbox, as far as its credentials go, and ends on Ctrl-C', async () => {
    await withFolder(async (out) => {
      let certified: Promise<void> | undefined;
      const served = await cli(['mock', '--out', out], {
        watch(text, signal) {
          if (certified !== undefined || !text.includes('Ctrl-C ends it.')) return;
          certified = certifyAgainst(out);
          void certified
            .finally(() => {
              signal('SIGINT');
            })
            .catch(() => undefined);
        },
      });
      await certified;
      expect(served.code).toBe(0);
      for (const name of readdirSync(out).filter((file) => file !== 'reports')) {
        expect([name, statSync(join(out, name)).mode & 0o777]).toEqual([name, 0o600]);
      }
    });
  });

  async function certifyAgainst(out: string): Promise<void> {
    const config = join(out, 'nopan-certify.config.yaml');
    const reports = join(out, 'reports');
    const { code } = await cli(['run', '--target', 'sandbox', '--config', config, '--out', reports]);
    const { verdict, summary, target, scenarios } = readResult(reports);
    expect([code, verdict, target.kind, target.official]).toEqual([4, 'INCOMPLETE', 'sandbox', false]);
    expect(summary.scenarios.failed).toBe(0);
    expect(summary.scenarios.passed).toBeGreaterThan(60);
    const skipped = scenarios.filter(({ outcome }) => outcome.status === 'FINISHED' && outcome.result === 'SKIPPED');
    expect(skipped.length).toBe(summary.scenarios.total - summary.scenarios.passed);
    const called = await cli([
      'call',
      'payments/initiate',
      '--variant',
      'blik',
      '--target',
      'sandbox',
      '--config',
      config,
    ]);
    expect([called.code, called.stdout]).toEqual([0, expect.stringContaining('"status": "PENDING"')]);
  }
});

describe('one call', () => {
  it('is shown whole and judged', async () => {
    const { code, stdout } = await cli(['call', 'payments/initiate']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^POST https:\/\/127\.0\.0\.1:\d+\/payments\/initiate\n/);
    expect(stdout).toMatch(
      /\n {2}"@signature-params": \("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length"\);keyid=/,
    );
    expect(stdout).toContain("\nAnswer's signature verified (ecdsa-p256-sha256, key nopan-sandbox)\n");
    expect(stdout).toMatch(/\nJudgement: accepted, signed by Nopan, and as its contract says\.\n$/);
    expect(stdout).toMatch(/authorization: Bearer \[redacted/i);
  });

  it('that is refused says so in its exit code', async () => {
    const { code, stderr } = await cli(['call', 'payments/status', '--set', 'transactionId=no0such0pay0']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'nopan-certify: GET /payments/{transactionId}/status was rejected with 404 5000 (ERR_ASSERTION)',
    );
  });

  it('can be for reports, with an access token of their scope', async () => {
    const { code, stdout } = await cli(['call', 'reports/search', '--variant', 'settlement']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^GET https:\/\/127\.0\.0\.1:\d+\/reports\?from=[^&]+&to=[^&]+&type=SETTLEMENT\n/);
    expect(stdout).toMatch(/\nJudgement: accepted, signed by Nopan, and as its contract says\.\n$/);
  });

  it('that is spoilt is judged between two sound ones', async () => {
    const { code, stdout } = await cli(['call', 'payments/initiate', '--tamper', 'flipped-signature-byte']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\n401\n[\s\S]*"reasonCode": "4992"/)]);
  });
});

describe('the package', () => {
  it('works once it is installed somewhere else', () => {
    const script = join(packageRoot(), '.ci/installed');
    const stdout = execFileSync('bash', [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    expect(stdout).toMatch(/^CERTIFIED against a mock, not a go-live proof {2}/m);
  });
});

describe('cucumber-js, for people who live in Cucumber', () => {
  it('runs the features with the configuration of this package', () => {
    const bin = join(packageRoot(), 'node_modules/@cucumber/cucumber/bin/cucumber.js');
    const { status, stdout } = spawnSync(process.execPath, [bin, 'features/transport'], {
      cwd: packageRoot(),
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^(\d+) scenarios \(\1 passed\)$/m)]);
  });
});
