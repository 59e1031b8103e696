import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { formatNames } from '../report/formats.ts';
import { freePort } from '../fixtures/free-port.ts';
import { canarySteps, plantCanary, type Canary } from './fixtures/canary-secrets.ts';
import { cli, readResult, type CliOptions, type Ended } from './fixtures/cli.ts';
import { startMockProcess, type MockProcess } from './fixtures/mock-process.ts';
import { filesIn, findSecrets } from './fixtures/secret-search.ts';

let folder: string;
let mock: MockProcess;
let canary: Canary;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-canary-'));
  mock = await startMockProcess(join(folder, 'served'), ['--verbose', '--state', join(folder, 'state.mdb')]);
  canary = plantCanary(join(folder, 'served'), await freePort());
});

afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true, force: true });
});

const command = (args: readonly string[], options: CliOptions = {}): Promise<Ended> =>
  cli(args, { cwd: packageRoot(), ...options, env: { ...canary.env, ...options.env } });

const sandbox = (): string[] => ['--target', 'sandbox', '--config', canary.config];

/** A run of one of the canary's scenarios, with every report and a package. */
async function run(
  name: string,
  target: readonly string[],
  options: CliOptions = {},
): Promise<Ended & { out: string }> {
  const out = mkdtempSync(join(folder, 'run-'));
  const reports = [
    '--out',
    out,
    '--format',
    formatNames.join(','),
    '--package',
    join(out, 'go-live.zip'),
    '--annotations',
  ];
  const words = ['run', join(canarySteps, 'canary.feature'), '--steps', canarySteps, '--name', `^${name}$`, ...reports];
  return { ...(await command([...words, ...target], options)), out };
}

/** Where a secret is in what a command has left and said. */
const leaks = ({ stdout, stderr }: Ended, out?: string): string[] =>
  findSecrets({ stdout, stderr, ...(out === undefined ? {} : filesIn(out)) }, canary.secrets());

const scenarios = [
  ['sent and answered', 4],
  ['quoted by an error of a step', 1],
  ['quoted by an expectation', 1],
  ['encoded by an error of a step', 1],
  ['attached and logged by a step', 1],
  ['thrown by a timer', 1],
  ["rejected by nobody's promise", 1],
  ['thrown after the last step', 4],
] as const;

describe('no secret leaves', () => {
  it.each(scenarios)('a run where it is %s', async (name, code) => {
    const ended = await run(name, sandbox());

    expect([leaks(ended, ended.out), ended.code], ended.stderr).toEqual([[], code]);
    expect(ended.stdout).toContain('Package ');
  });

  it.each(scenarios)('a worker process where it is %s', async (name) => {
    const ended = await run(name, [...sandbox(), '--parallel', '1']);

    expect(leaks(ended, ended.out)).toEqual([]);
    expect(ended.code).not.toBe(0);
  });

  it.each(['throw', 'reject'])('a run whose step files %s while they are loaded', async (how) => {
    const ended = await run('sent and answered', sandbox(), { env: { CANARY_CRASH: how } });

    expect([leaks(ended, ended.out), ended.code], ended.stderr).toEqual([[], 2]);
    expect(ended.stderr).toMatch(/^nopan-certify: .*: the passphrase was <.* \(ERR_STEPS\)$/m);
  });

  it('a run that is interrupted', async () => {
    let interrupted = false;
    const ended = await run('interrupted', sandbox(), {
      watch: (text, signal) => {
        if (interrupted || !text.includes('The step waits.')) return;
        interrupted = true;
        signal('SIGINT');
      },
    });

    expect([leaks(ended, ended.out), ended.code]).toEqual([[], 4]);
  });

  it('a run with webhooks against a mock that is broken', async () => {
    const out = mkdtempSync(join(folder, 'run-'));
    const names = ['--format', formatNames.join(','), '--defect', 'hmac-missing', '--out', out];
    const ended = await command(['run', 'features/webhooks', ...names]);

    expect([leaks(ended, out), ended.code]).toEqual([[], 1]);
  });

  it('what is made of a run that failed', async () => {
    const { out } = await run('quoted by an expectation', sandbox());
    const [failed = ''] = readResult(out).scenarios.map(({ id }) => id);
    const again = ['--out', out, '--config', canary.config, '--steps', canarySteps];
    const commands = [
      ['replay', failed, ...again],
      ['replay', failed, ...again, '--curl'],
      ['ticket', failed, '--out', out],
      ['package', out, '--steps', canarySteps, '--out', join(out, 'again.zip')],
      ['verify', join(out, 'go-live.zip')],
      ['diff', out, out],
      ['history', out, '--out', join(out, 'history.html')],
    ];
    for (const words of commands) {
      const ended = await command(words);
      expect([words[0], leaks(ended, out), ended.stdout.length > 0]).toEqual([words[0], [], true]);
    }
  });

  it('single calls and checks', async () => {
    const commands = [
      ['call', 'payments/initiate', '--variant', 'bizum', ...sandbox()],
      ['call', 'payments/charge', '--after', 'a tokenized payment', ...sandbox()],
      ['call', 'payments/initiate', '--tamper', 'unknown-key', ...sandbox()],
      ['doctor', '--config', canary.config],
      ['doctor', '--json', '--config', canary.config],
      ['config', 'show', '--config', canary.config],
    ];
    for (const words of commands) {
      const ended = await command(words);
      expect([words, leaks(ended), ended.stdout.length > 0], ended.stderr).toEqual([words, [], true]);
    }
    const passphrase = `${canary.env['CANARY_PASSPHRASE'] ?? ''}x`;
    const refused = await command(['doctor', '--config', canary.config], { env: { CANARY_PASSPHRASE: passphrase } });
    expect([leaks(refused), refused.code]).toEqual([[], 2]);
  });

  it('the log of a mock, whose state keeps what it has to answer with', () => {
    const said = { output: mock.output(), errors: mock.errors() };
    expect(findSecrets(said, canary.secrets())).toEqual([]);
    expect(said.errors).toContain('"answered"');

    // docs/mock.md, "Keeping its state", says why of each.
    const answeredWith = ['iban', 'oneTimeCode', 'paymentToken', 'phone'];
    const itsOwn = ['controlSecret', 'webhookSecret'];
    const file = join(folder, 'state.mdb');
    const kept = findSecrets({ state: readFileSync(file) }, canary.secrets());
    const names = new Set(kept.map((found) => found.replace('state: ', '').replace(/ \d+$/, '')));
    expect([...names].sort()).toEqual([...itsOwn, ...answeredWith].sort());
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  });
});
