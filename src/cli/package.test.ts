import { generateKeyPairSync } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { coherent } from '../certification/fixtures/coherent.ts';
import { packageRoot, schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import type { Verification } from '../contract/types/verification.ts';
import { sha256 } from '../package/member.ts';
import { pack } from '../package/pack.ts';
import { readPackage } from '../package/read-package.ts';
import { signerOf } from '../package/signer.ts';
import { formats } from '../report/formats.ts';
import { packageFolder } from './package.ts';
import { signOff, type SignOffSettings } from './sign-off.ts';
import { verifyFile } from './verify.ts';
import { cli, leaveResult, readResult, shownCommands, withFolder, type Ended } from './fixtures/cli.ts';

const schemas = loadSchemas(schemasDir);
const cwd = mkdtempSync(join(tmpdir(), 'nopan-certify-test-'));
let ran: Ended;
let made: Ended;

beforeAll(async () => {
  await cli(['keys', 'signing'], { cwd });
  made = await cli(['keys', 'signing', '--out', 'locked', '--passphrase-env', 'WORD'], {
    cwd,
    env: { WORD: 'open sesame' },
  });
  ran = await cli(['run', 'features/versioning', '--package', 'ephemeral.zip'], { cwd, reports: true });
});

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const run = (line: string, env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  cli(line.split(/\s+/), { cwd, env, reports: true });

const firstLine = ({ stdout, stderr }: Ended): string => (stdout + stderr).split('\n')[0] ?? '';

it('run packs what came of it, for its user alone, and says who signed it', () => {
  expect([ran.code, made.code]).toEqual([4, 0]);
  expect(ran.stdout).toMatch(
    /\nPackage {2}ephemeral\.zip \(\d\.\d MB\), signed with a key made for it alone: it proves /,
  );
  expect(statSync(join(cwd, 'ephemeral.zip')).mode & 0o777).toBe(0o600);
  const members = unzipSync(readFileSync(join(cwd, 'ephemeral.zip')));
  const features = readdirSync(join(packageRoot(), 'features'), { recursive: true, encoding: 'utf8' });
  expect(Object.keys(members).filter((name) => !name.startsWith('specs/'))).toEqual([
    'attestation.dsse.json',
    ...features.flatMap((name) => (name.endsWith('.feature') ? [`features/${name}`] : [])).sort(),
    'manifest.json',
    ...['junit.xml', 'report.html', 'result.json', 'summary.md'].map((name) => `reports/${name}`),
    'signing-key.jwk.json',
  ]);
  expect(Buffer.from(members['reports/result.json'] ?? []).equals(readFileSync(join(cwd, 'reports/result.json')))).toBe(
    true,
  );
  expect(members['specs/protocol.yaml']).toEqual(
    new Uint8Array(readFileSync(join(packageRoot(), 'specs/protocol.yaml'))),
  );
});

it('verify tells what it proves', async () => {
  const { code, stdout, stderr } = await run('verify ephemeral.zip');
  expect([code, stderr]).toEqual([4, '']);
  expect(stdout.slice(stdout.indexOf('Unmet'))).toBe(
    'Unmet (exit code 4)\n  - certified: the run is INCOMPLETE.\n  - signer: unknown; name the public key with --key.\n',
  );
  expect(stdout).toMatch(/^INTACT, BY AN UNKNOWN SIGNER {2}INCOMPLETE, embedded mock of Nopan \(unofficial\), /);
  expect(stdout).toContain('\nNot proven\n  - Signer: unknown.');
  expect(firstLine(await run('verify ephemeral.zip --at 2099-01-01T00:00:00Z'))).toMatch(/^STALE {2}/);
});

it('verify tells it to machines, too', async () => {
  const { code, stdout } = await run('verify ephemeral.zip --json');
  const told = JSON.parse(stdout) as Verification;
  expect(schemas.violations('verification.schema', told)).toEqual([]);
  expect([code, told.verdict, told.exitCode, told.package?.verdict]).toEqual([4, 'UNKNOWN SIGNER', 4, 'INCOMPLETE']);
  expect(told.required).toEqual(['certified', 'signer']);
  expect(told.package?.reports).toEqual({
    agree: ['junit.xml', 'report.html', 'result.json', 'summary.md'].map((name) => `reports/${name}`),
    ...{ differ: [], unproven: [] },
  });
  const result = told.package?.members.find(({ name }) => name === 'reports/result.json');
  expect(result?.sha256).toBe(sha256(readFileSync(join(cwd, 'reports/result.json'))));
  expect(told.claims?.filter(({ proven }) => proven).map(({ about }) => about)).toEqual([
    ...['integrity', 'signature', 'catalogue', 'age', 'reports'],
  ]);

  writeFileSync(join(cwd, 'cut.zip'), readFileSync(join(cwd, 'ephemeral.zip')).subarray(0, -1));
  const cut = await run('verify cut.zip --json');
  const problem = JSON.parse(cut.stdout) as Verification;
  expect(schemas.violations('verification.schema', problem)).toEqual([]);
  expect([cut.code, problem.verdict, problem.problem?.code]).toEqual([1, 'DOES NOT VERIFY', 'ERR_PACKAGE']);
});

it('a report that its signer has changed is told', async () => {
  const { result, members } = await readPackage(readFileSync(join(cwd, 'ephemeral.zip')), schemas);
  const folders = members.filter(({ name }) => name.includes('/'));
  const forge = (name: string, content: string) =>
    folders.map((member) => (member.name === name ? { name, content: Buffer.from(content) } : member));
  const signer = await signerOf();
  const verify = (changed: Result, forged: typeof members) => {
    writeFileSync(join(cwd, 'forged.zip'), pack({ result: changed, members: forged, signer }));
    return run('verify forged.zip');
  };
  const forged = await verify(result, forge('reports/summary.md', '## ✅ CERTIFIED\n'));
  expect([forged.code, firstLine(forged)]).toEqual([1, expect.stringMatching(/^REPORTS DIFFER {2}INCOMPLETE, /)]);
  expect(forged.stdout).toContain('  - Reports: made again from the result, they are others, and so may say something');

  const old = { ...result, tool: { ...result.tool, version: '0.0.1' } };
  const other = await verify(old, forge('reports/result.json', [...formats.json.write(old)].join('')));
  expect([other.code, other.stdout]).toEqual([
    4,
    expect.stringContaining('  - Reports: whether they say what the result says is not shown, since this version'),
  ]);
});

it('run packs the result whatever reports are asked for, and none of an earlier run', async () => {
  await withFolder(async (folder) => {
    mkdirSync(join(folder, 'reports'));
    writeFileSync(join(folder, 'reports/report.html'), 'of an earlier run');
    const options = ['--format', 'markdown', '--quiet', '--package', 'a.zip'];
    await cli(['run', 'features/versioning', ...options], { cwd: folder });
    const { reports } = (JSON.parse((await cli(['verify', 'a.zip', '--json'], { cwd: folder })).stdout) as Verification)
      .package ?? { reports: undefined };
    expect(reports).toEqual({ agree: ['reports/result.json', 'reports/summary.md'], differ: [], unproven: [] });
    const stale = await cli(['package', 'reports', '--out', 'b.zip'], { cwd: folder });
    expect([stale.code, stale.stderr.split('\n')[0]]).toEqual([
      2,
      'nopan-certify: Reports are there that are not of this result (ERR_INPUT)',
    ]);
  });
});

it('a byte that was changed is found', async () => {
  const bytes = readFileSync(join(cwd, 'ephemeral.zip'));
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  writeFileSync(join(cwd, 'changed.zip'), bytes);
  const ended = await run('verify changed.zip');
  expect([ended.code, firstLine(ended)]).toEqual([1, expect.stringMatching(/^DOES NOT VERIFY {2}.*\(ERR_PACKAGE\)$/)]);
});

it('a package that cannot be written is told without a trace of ours', async () => {
  await withFolder(async (folder) => {
    mkdirSync(join(folder, 'taken.zip'));
    const options = ['--name', 'names its version', '--quiet', '--package', 'taken.zip'];
    const { code, stderr } = await cli(['run', 'features/versioning', ...options], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^nopan-certify: .* \(ERR_OUTPUT\)\n(?: {2}\w.*\n)+$/)]);
  });
});

it('an encrypted key signs with its passphrase', async () => {
  const line = 'package reports --out locked.zip --key locked/signing-key.pem --passphrase-env WORD';
  const kid = (JSON.parse(readFileSync(join(cwd, 'locked/signing-key.jwk.json'), 'utf8')) as { kid: string }).kid;
  expect(firstLine(await run(line, { WORD: 'open sesame' }))).toMatch(new RegExp(`signed with the key ${kid}$`));
  expect(firstLine(await run('verify locked.zip --jwks locked/signing-key.jwk.json'))).toMatch(/^VERIFIES {2}/);
  const other = await run('verify locked.zip --key signing-key.pub.pem');
  expect([other.code, firstLine(other)]).toEqual([
    1,
    'DOES NOT VERIFY  The package was signed by someone else (ERR_PACKAGE)',
  ]);
});

describe('sign-off', () => {
  const settings = { by: 'Ada Moreau, Head of Payments', key: 'reviewer/signing-key.pem' };
  const at = (name: string): string => join(cwd, name);
  /** Gives what was printed by code that ran in this process. */
  const printed = async (code: () => Promise<unknown>): Promise<string> => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      await code();
      return write.mock.calls.map(([text]) => String(text)).join('');
    } finally {
      write.mockRestore();
    }
  };
  const signOffOf = (name: string, { key = settings.key, ...changes }: Partial<SignOffSettings>): Promise<string> =>
    printed(() => signOff(at(name), { ...settings, decision: 'approved', ...changes, key: at(key) }));
  const conditional = { decision: 'approved-with-conditions', note: 'Refunds after ACME-42.' } as const;

  beforeAll(async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    mkdirSync(at('reviewer'));
    writeFileSync(at('reviewer/signing-key.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    writeFileSync(at('reviewer/signing-key.pub.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    await printed(() => packageFolder(at('reports'), { out: at('go-live.zip'), key: at('signing-key.pem') }));
  });

  it.each<[string, Partial<SignOffSettings>, object]>([
    [
      'a run that is not certified',
      {},
      { message: 'The package cannot be approved as it is', actual: 'certified: the run is INCOMPLETE.' },
    ],
    [
      'the key of the package’s signer',
      { ...conditional, key: 'signing-key.pem' },
      { message: 'This key signed the package itself, so it cannot sign off on it' },
    ],
    [
      'a name without a role',
      { ...conditional, by: 'Ada Moreau' },
      { message: 'A person with a name and a role has to sign off', where: '--by Ada Moreau' },
    ],
    [
      'a machine',
      { ...conditional, by: 'CI, pipeline' },
      { message: 'A person with a name and a role has to sign off' },
    ],
    [
      'conditions that are not named',
      { decision: 'approved-with-conditions' },
      { message: 'The decision approved-with-conditions needs a note' },
    ],
    [
      'a rejection for no reason',
      { decision: 'rejected', note: 'tbd' },
      { message: 'The note says nothing', expected: 'why the package was rejected' },
    ],
    [
      'an invisible character',
      { ...conditional, by: 'Ada\u200b Moreau, CTO' },
      { message: expect.stringMatching(/^--by has invisible characters; it holds U\+200B/) as string },
    ],
    ['a long note', { ...conditional, note: 'a'.repeat(2001) }, { message: '--note is too long', actual: '2001' }],
  ])('rejects %s, and writes nothing', async (_name, changes, problem) => {
    const before = readFileSync(at('go-live.zip'));
    await expect(signOffOf('go-live.zip', changes)).rejects.toMatchObject({ code: 'ERR_USAGE', ...problem });
    expect(readFileSync(at('go-live.zip')).equals(before)).toBe(true);
  });

  it('rejects what is no package, and a package that was changed', async () => {
    await expect(signOffOf('reports/summary.md', conditional)).rejects.toMatchObject({ code: 'ERR_INPUT' });
    writeFileSync(at('cut-off.zip'), readFileSync(at('go-live.zip')).subarray(0, -1));
    await expect(signOffOf('cut-off.zip', conditional)).rejects.toMatchObject({ code: 'ERR_PACKAGE' });
  });

  it('adds a decision that verify shows, and that a gate can require', async () => {
    expect(await signOffOf('go-live.zip', { ...conditional, out: at('signed-off.zip') })).toMatch(
      /^Signed off {2}\S+: approved with conditions by Ada Moreau \(Head of Payments\) on .* UTC\n {2}key {7}\S+\n {2}package {3}INCOMPLETE, /,
    );
    expect(statSync(at('signed-off.zip')).mode & 0o777).toBe(0o600);
    await expect(signOffOf('signed-off.zip', conditional)).rejects.toMatchObject({
      message: 'The package has this sign-off already',
    });
    const verify = (settings: object): Promise<string> =>
      printed(() => verifyFile(at('signed-off.zip'), { at: 'now', ...settings }));
    const text = await verify({
      key: at('signing-key.pub.pem'),
      reviewerKey: [at('reviewer/signing-key.pub.pem')],
      require: ['sign-off'],
    });
    expect(text).toMatch(
      /\n {2}- Sign-off: approved with conditions by Ada Moreau .* Note: “Refunds after ACME-42\.”\n/s,
    );
    expect(text.slice(text.indexOf('Unmet'))).toMatch(
      /^Unmet \(exit code 4\)\n {2}- sign-off: only approved with conditions by Ada Moreau .*\n {2}- certified: the run is INCOMPLETE\.\n$/,
    );
    const told = JSON.parse(await verify({ json: true })) as Verification;
    expect(schemas.violations('verification.schema', told)).toEqual([]);
    expect(told.package?.signOffs).toEqual([
      expect.objectContaining({
        ...conditional,
        name: 'Ada Moreau',
        role: 'Head of Payments',
        known: false,
        bySigner: false,
      }),
    ]);
  });
});

it('features and specs of the user’s own are packed as such', async () => {
  await withFolder(async (folder) => {
    const feature = '@VER-01\nFeature: Own\n  Scenario: Own\n    Given a pending payment\n';
    const specs = join(folder, 'specs/requests/own');
    mkdirSync(specs, { recursive: true });
    mkdirSync(join(folder, 'checks'));
    writeFileSync(join(folder, 'checks/own.feature'), feature);
    const status = readFileSync(join(packageRoot(), 'specs/requests/payments/status.yaml'), 'utf8');
    writeFileSync(join(specs, 'status.yaml'), status.replace('payments/status', 'own/status'));
    const own = ['--features', 'checks', '--specs', 'specs'];
    const options = [...own, '--name', '^Own$', '--quiet', '--package', 'a.zip'];
    const { stderr, code } = await cli(['run', ...options], { cwd: folder });
    expect([code, stderr]).toEqual([4, '']);
    const packed = Object.keys(unzipSync(readFileSync(join(folder, 'a.zip')))).filter((name) =>
      name.startsWith('own/'),
    );
    expect(packed).toEqual(['own/checks/own.feature', 'own/specs/requests/own/status.yaml']);
    await cli(['package', 'reports', '--specs', 'specs', '--out', 'b.zip'], { cwd: folder });
    expect(Object.keys(unzipSync(readFileSync(join(folder, 'b.zip'))))).toContain('own/specs/requests/own/status.yaml');
  });
});

it('step files of the user’s own are packed, with their digests', async () => {
  await withFolder(async (folder) => {
    const example = join(packageRoot(), 'docs/examples/own-checks');
    const steps = join(folder, 'my-steps');
    // What a step file imports is found beside the package of nopan-certify, or in a folder that is installed.
    mkdirSync(join(steps, 'node_modules'), { recursive: true });
    symlinkSync(packageRoot(), join(steps, 'node_modules/nopan-certify'));
    writeFileSync(join(steps, 'shop.js'), readFileSync(join(example, 'steps/shop.js')));
    writeFileSync(join(steps, 'notes.txt'), 'no step file');
    const own = ['--features', join(example, 'features'), '--specs', join(example, 'specs'), '--steps', 'my-steps'];
    const ran = await cli(['run', ...own, '--tags', '@SHOP-01', '--quiet', '--package', 'a.zip'], { cwd: folder });
    expect([ran.code, ran.stderr]).toEqual([4, '']);
    const { package: packed } = JSON.parse(
      (await cli(['verify', 'a.zip', '--json'], { cwd: folder })).stdout,
    ) as Verification;
    const found = packed?.members.filter(({ name }) => name.startsWith('own/steps/'));
    expect(found).toEqual([{ name: 'own/steps/shop.js', sha256: sha256(readFileSync(join(steps, 'shop.js'))) }]);

    const pack = (...options: string[]) => cli(['package', 'reports', '--out', 'b.zip', ...options], { cwd: folder });
    const forgotten = await pack('--specs', join(example, 'specs'));
    expect([forgotten.code, forgotten.stderr]).toEqual([
      2,
      `nopan-certify: The run was given steps of its own, and they are not named (ERR_USAGE)
  at        --steps
  expected  the folder that was my-steps for the run
  do        Add --steps and the folder.
`,
    ]);
    expect((await pack('--specs', join(example, 'specs'), '--steps', 'my-steps')).code).toBe(0);
    const again = await readPackage(readFileSync(join(folder, 'b.zip')), schemas);
    expect(again.statement.predicate.configuration.map(({ name }) => name)).toContain('own/steps/shop.js');

    writeFileSync(join(steps, 'more.js'), '');
    const changed = await pack('--specs', join(example, 'specs'), '--steps', 'my-steps');
    expect([changed.code, firstLine(changed)]).toEqual([
      2,
      'nopan-certify: The files of --steps have changed since the run (ERR_INPUT)',
    ]);
  });
});

describe('a mistake is told, and nothing is sent:', () => {
  it.each([
    ['package nowhere', 2, 'There is no result in the folder (ERR_INPUT)'],
    ['package reports --url ci', 2, 'The address of the run is no URL (ERR_USAGE)'],
    [
      'package reports --key locked/signing-key.pem',
      2,
      'The private key is encrypted and there is no passphrase (ERR_KEY)',
    ],
    ['run --key signing-key.pem', 2, '--key signs a package, but --package is missing (ERR_USAGE)'],
    ['run --package a.zip --key nowhere.pem', 2, 'The private key file does not exist (ERR_KEY)'],
    ['run --package signing-key.pem/a.zip', 3, 'The package cannot be written there (ERR_OUTPUT)'],
    ['verify signing-key.jwk.json --json', 2, '--json describes a package, and this is a message (ERR_USAGE)'],
    ['verify signing-key.jwk.json', 2, 'A message is verified by a public key, and none is named (ERR_USAGE)'],
    [
      'verify ephemeral.zip --jwks https://example.com/jwks.json',
      2,
      'The JWK set is an address, and verify uses no network (ERR_USAGE)',
    ],
  ])('%s', async (line, code, message) => {
    const ended = await run(line);
    expect([ended.code, ended.stdout, firstLine(ended)]).toEqual([code, '', `nopan-certify: ${message}`]);
  });

  it('a result of another version', async () => {
    const result = readResult(join(cwd, 'reports'));
    result.tool.version = '0.0.1';
    leaveResult(join(cwd, 'old/result.json'), result);
    const { code, stderr } = await run('package old');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('The result is of another version of nopan-certify (ERR_INPUT)\n'),
    ]);
  });

  it('a result that names another file as feature', async () => {
    const result = readResult(join(cwd, 'reports'));
    for (const scenario of result.scenarios) {
      scenario.uri = 'signing-key.pem';
      scenario.id = `signing-key.pem:${scenario.line}`;
    }
    leaveResult(join(cwd, 'sly/result.json'), coherent(result));
    const { code, stderr } = await run('package sly');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        ': it contradicts itself: /certification/scenarios/0/own is missing; no feature of this version has',
      ),
    ]);
  });
});

it('the examples of README and help work, one after the other', async () => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const { stdout: help } = await run('package --help');
  const lines = shownCommands(`${readme}${help}`).filter((line) =>
    /^(?:package|verify) (?:reports|\S+\.zip)/.test(line),
  );
  const examples = lines.map((line) => line.replace(/\s+#.*$/, ''));
  expect(examples.length).toBe(5);
  for (const example of examples) {
    const { code, stderr } = await run(example);
    // A part of the features was run.
    expect([example, code, stderr]).toEqual([example, example.startsWith('verify') ? 4 : 0, '']);
  }
});
