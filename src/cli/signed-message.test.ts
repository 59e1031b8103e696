import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, shownCommands, started, withFolder } from './fixtures/cli.ts';

const cwd = packageRoot();
const key = ['--key', 'docs/examples/public-key.pem'];
const signing = ['--key', 'docs/examples/EXAMPLE-private-key.pem', '--keyid', 'example-key'];

const helps = await Promise.all(['explain', 'sign', 'verify'].map((command) => cli([command, '--help'], { cwd })));
const readme = readFileSync(join(cwd, 'docs/examples/README.md'), 'utf8');
const examples = [...helps.map(({ stdout }) => stdout), readme]
  .flatMap(shownCommands)
  .filter((line) => line.includes('docs/examples'));

describe('every example of explain, sign and verify', () => {
  it('is found', () => {
    expect(examples.length).toBeGreaterThan(9);
  });

  it.each([...new Set(examples)])('works: %s', async (line) => {
    const [command = '', comment = ''] = line.split(/\s+# /);
    const expected = line.includes('two-mistakes') ? 1 : Number(/exit code (\d)/.exec(comment)?.[1] ?? 0);
    const { code, stdout } = await cli(command.split(/\s+/), { cwd });
    expect([code, stdout !== '']).toEqual([expected, true]);
  });
});

describe('explain', () => {
  it('names the deviation and the line to change', async () => {
    const { stdout } = await cli(['explain', 'docs/examples/two-mistakes.http', ...key], { cwd });
    expect(stdout).toContain(`
1. The signature fits the whole URL in place of the path.  target-absolute
  before      "@request-target": https://api.sandbox.nopan.dev/payments/initiate
  after       "@request-target": /payments/initiate
  do          @request-target is the path and the query, as on the request line.

2. The signature fits the hash of the base.  hashed-twice
  do          Hand the base itself to the signing function, which hashes it.
`);
    expect(stdout).toMatch(/DOES NOT VERIFY: target-absolute, hashed-twice\n$/);
    expect(stdout).toContain('"@method": POST  ← docs/examples/two-mistakes.http:2:1\n');
  });

  it('as JSON', async () => {
    const { code, stdout } = await cli(['explain', 'docs/examples/pretty-body.curl', ...key, '--json'], { cwd });
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { verifies: false, findings: [{ id: 'digest-of-json-compact' }] },
    ]);
  });

  it('shows no secret', async () => {
    const text = readFileSync(join(cwd, 'docs/examples/request.http'), 'utf8');
    const covered = text
      .replaceAll('"content-length")', '"content-length" "authorization")')
      .replace('example-access-token', 'secret-token-4711');
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'request.http'), covered);
      for (const form of [[], ['--json']]) {
        const { code, stdout } = await cli(['explain', join(folder, 'request.http'), ...key, ...form], { cwd });
        expect([code, stdout.includes('secret-token-4711')]).toEqual([1, false]);
        expect(stdout).toMatch(/authorization\\?": \[hidden, 24 characters\]/);
      }
      const { stdout } = await cli(['verify', join(folder, 'request.http'), ...key], { cwd });
      expect(stdout).not.toContain('secret-token-4711');
    });
  });

  it('judges by the settings of the protocol that are given', async () => {
    const settings = ['--protocol', 'signature.label=other', '--protocol', 'signature.digests=["sha-512"]'];
    const { stdout } = await cli(['explain', 'docs/examples/request.http', ...key, ...settings, '--json'], { cwd });
    const { findings } = JSON.parse(stdout) as { findings: { id: string }[] };
    expect(findings.map(({ id }) => id)).toEqual(['digest-mismatch', 'label-other']);
  });
});

describe('sign', () => {
  it.each(['http-message-signature', 'detached-jws'])(
    '%s: what it signs verifies, as HTTP text and as a curl command',
    async (profile) => {
      await withFolder(async (folder) => {
        for (const output of ['http', 'curl']) {
          const { stdout } = await cli(
            ['sign', 'docs/examples/unsigned.http', ...signing, '--profile', profile, '--output', output],
            { cwd },
          );
          writeFileSync(join(folder, 'signed'), stdout);
          const { code, stdout: verdict } = await cli(['verify', join(folder, 'signed'), ...key], { cwd });
          expect(verdict).toMatch(
            new RegExp(`^VERIFIES {2}${profile}, key example-key, ecdsa-p256-sha256, created 20`),
          );
          expect(code).toBe(0);
        }
      });
    },
  );

  it('prints header fields, and on standard error what was signed', async () => {
    const { stdout, stderr } = await cli(
      ['sign', 'docs/examples/request.http', ...signing, '--show-base', '--created', '1768471200'],
      { cwd },
    );
    expect(stdout.replace(/:[\w+/=]{40,}:/g, ':…:')).toBe(
      'Content-Length: 114\nContent-Digest: sha-256=:…:\nSignature-Input: nopan_sig=("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length");keyid="example-key";created=1768471200\nSignature: nopan_sig=:…:\n',
    );
    expect(stderr).toMatch(/^"@authority": api\.sandbox\.nopan\.dev\n/);
  });

  const unsigned = readFileSync(join(cwd, 'docs/examples/unsigned.http'), 'utf8');

  it('says on standard error what it read otherwise than one may expect', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'requests.http');
      writeFileSync(
        file,
        `### one\n${unsigned.replace('\n\n', '\nContent-Length: 7\n\n')}\n\n### two\nGET https://h.example/ HTTP/1.1\n`,
      );
      const { code, stdout, stderr } = await cli(['sign', file, ...signing, '--entry', '1'], { cwd });
      expect([code, stderr]).toEqual([
        0,
        `Note: The file has 2 requests. Read: number 1, ${file}:2:1.\n` +
          'Note: Content-Length is 7 in the file, but the body has 114 bytes: the actual length is signed.\n',
      ]);
      expect(stdout).toMatch(/^Content-Length: 114\n/);
    });
  });

  it.each([
    [
      'the file has several requests',
      `${unsigned}\n###\n${unsigned}`,
      'The file has 2 possible requests (ERR_INPUT)\n',
    ],
    [
      'a body that was cut',
      unsigned.replace('\n\n', '\nContent-Length: 999\n\n'),
      'The file does not have the whole body (ERR_INPUT)\n',
    ],
    [
      'a body that was captured decoded',
      unsigned.replace('\n\n', '\nContent-Encoding: gzip\n\n'),
      'The captured body is decoded (ERR_INPUT)\n',
    ],
  ])('signs nothing where it is not known what is sent: %s', async (_, text, message) => {
    await withFolder(async (folder) => {
      const file = join(folder, 'request');
      writeFileSync(file, text);
      const { code, stdout, stderr } = await cli(['sign', file, ...signing], { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
    });
  });

  it('replaces chunks by a length', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'request');
      const body = unsigned.slice(unsigned.indexOf('\n\n') + 2).trimEnd();
      const fields = unsigned.slice(0, unsigned.indexOf('\n\n'));
      const size = body.length.toString(16);
      writeFileSync(file, `${fields}\nTransfer-Encoding: chunked\n\n${size}\n${body}\n0\n\n`);
      const { stdout, stderr } = await cli(['sign', file, ...signing, '--output', 'http'], { cwd });
      expect(stderr).toContain('Note: Send the request without Transfer-Encoding: Content-Length is signed instead.\n');
      expect([stdout.includes('Transfer-Encoding'), stdout.endsWith(`\r\n\r\n${body}`)]).toEqual([false, true]);
    });
  });

  it('with a passphrase from the environment', async () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    });
    await withFolder(async (folder) => {
      const file = join(folder, 'key.pem');
      writeFileSync(file, pem);
      const args = [
        'sign',
        'docs/examples/unsigned.http',
        '--key',
        file,
        '--keyid',
        'k',
        '--passphrase-env',
        'MY_PASSPHRASE',
      ];
      const right = await cli(args, { cwd, env: { MY_PASSPHRASE: 'open sesame' } });
      expect([right.code, right.stdout.includes('Signature: ')]).toEqual([0, true]);
      const absent = await cli(args, { cwd });
      expect([absent.code, absent.stdout]).toEqual([2, '']);
      expect(absent.stderr).toContain('The environment variable MY_PASSPHRASE is not set (ERR_CONFIG)');
    });
  });
});

describe('a key id that holds lines and control characters', () => {
  const keyid = 'k\nVERIFIES\u009b31m';
  const shown = 'k\\nVERIFIES\\u009b31m';
  const jws = ['--keyid', keyid, '--profile', 'detached-jws', '--output', 'http'];
  const privateKey = ['--key', 'docs/examples/EXAMPLE-private-key.pem'];

  it('stays on its line', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'signed.http');
      writeFileSync(file, (await cli(['sign', 'docs/examples/unsigned.http', ...privateKey, ...jws], { cwd })).stdout);
      const verified = await cli(['verify', file, ...key], { cwd });
      expect(verified.stdout).toMatch(/^VERIFIES {2}[^\n]*\n$/);
      expect(verified.stdout).toContain(`key ${shown}, `);
      const explained = await cli(['explain', file, ...key], { cwd });
      expect(explained.stdout).toContain(`  keyid       ${shown}\n`);
      const json = await cli(['explain', file, ...key, '--json'], { cwd });
      expect(json.stdout).toContain(`"keyid": "${shown}"`);
    });
  });
});

describe('verify', () => {
  it('says when the variant is not the one of the settings', async () => {
    const der = ['--at', 'created', '--protocol', 'signature.ecdsaEncoding=der'];
    const { code, stderr } = await cli(['verify', 'docs/examples/request.http', ...key, ...der], { cwd });
    expect([code, stderr]).toEqual([
      0,
      'Note: Its signature.ecdsaEncoding is ieee-p1363, and not der: a target may accept that one only.\n',
    ]);
  });

  it('says what it passed over, whether the message verifies or not', async () => {
    const response = readFileSync(join(cwd, 'docs/examples/response.http'), 'utf8');
    await withFolder(async (folder) => {
      const file = join(folder, 'response.http');
      const args = ['verify', file, '--key', 'docs/examples/jwks.json', '--at', 'created'];
      const note = `Note: Skipped before the response 200: 100 (${file}:1:1).\n`;
      writeFileSync(file, `HTTP/1.1 100 Continue\n\n${response}`);
      expect(await cli(args, { cwd })).toMatchObject({ code: 0, stderr: note });
      writeFileSync(file, `HTTP/1.1 100 Continue\n\n${response.replace('PENDING', 'REFUSED')}`);
      expect(await cli(args, { cwd })).toMatchObject({
        code: 1,
        stderr: `${note}Note: "${started(cwd)} explain" finds the deviation.\n`,
      });
    });
  });

  it('names the draft that a signature is of', async () => {
    const text = readFileSync(join(cwd, 'docs/examples/unsigned.http'), 'utf8');
    await withFolder(async (folder) => {
      const file = join(folder, 'request.http');
      writeFileSync(
        file,
        text.replace('\n\n', '\nSignature: keyId="k",headers="(request-target)",signature="AAAA"\n\n'),
      );
      const { code, stdout } = await cli(['verify', file, ...key], { cwd });
      expect([code, stdout]).toEqual([
        1,
        `DOES NOT VERIFY  The message has no Signature-Input (ERR_SIGNATURE_MISSING)
  at        Signature-Input
  expected  Signature-Input: nopan_sig=…
  actual    no such field
  do        The signature follows draft-cavage-http-signatures, an older draft than RFC 9421. Sign according to RFC 9421, with the fields Signature-Input and Signature.
`,
      ]);
    });
  });

  it('judges the age of a signature', async () => {
    const { code, stdout, stderr } = await cli(
      ['verify', 'docs/examples/request.http', ...key, '--at', '2026-01-15T10:05:01Z'],
      { cwd },
    );
    expect([code, stderr]).toEqual([1, `Note: "${started(cwd)} explain" finds the deviation.\n`]);
    expect(stdout).toMatch(/^DOES NOT VERIFY {2}The signature was created 301 s ago \(ERR_SIGNATURE_INVALID\)\n/);
  });

  it('reads standard input', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['dist/src/cli/main.js', 'verify', '-', ...key, '--at', 'created'],
      {
        cwd,
        input: readFileSync(join(cwd, 'docs/examples/request.curl')),
        encoding: 'utf8',
      },
    );
    expect([status, stdout.slice(0, 8)]).toEqual([0, 'VERIFIES']);
  });

  it('reads a file that a curl command names only where it was told to', async () => {
    await withFolder(async (folder) => {
      const command = readFileSync(join(cwd, 'docs/examples/request.curl'), 'utf8');
      const body = /--data-raw '(.*)'/.exec(command)?.[1] ?? '';
      writeFileSync(join(folder, 'body.json'), body);
      writeFileSync(join(folder, 'request.curl'), command.replace(/--data-raw .*/, '--data @body.json'));
      const args = ['verify', join(folder, 'request.curl'), ...key, '--at', 'created'];
      const refused = await cli(args, { cwd });
      expect([refused.code, refused.stdout]).toEqual([2, '']);
      expect(refused.stderr).toContain('The body is in the file body.json, which may not be read (ERR_INPUT)');
      expect((await cli([...args, '--data-dir', folder], { cwd })).code).toBe(0);
      writeFileSync(join(folder, 'request.curl'), command.replace(/--data-raw .*/, '--data @../body.json'));
      expect((await cli([...args, '--data-dir', folder], { cwd })).stderr).toContain(
        'is not in the folder of --data-dir (ERR_INPUT)',
      );
    });
  });
});

describe('a mistake is told, with its place', () => {
  it.each<[string, string[], string]>([
    ['no such file', ['explain', 'nowhere.http', ...key], '(ERR_INPUT)\n  at        nowhere.http\n'],
    [
      'no such key',
      ['verify', 'docs/examples/request.http', '--key', 'nowhere.pem'],
      '(ERR_INPUT)\n  at        nowhere.pem\n',
    ],
    [
      'a key that is none',
      ['verify', 'docs/examples/request.http', '--key', 'docs/examples/request.http'],
      'The file holds no key (ERR_KEY)',
    ],
    ['no key named', ['explain', 'docs/examples/request.http'], "required option '--key <file>' not specified"],
    ['no request', ['explain', 'LICENSE', ...key], '(ERR_INPUT)\n  at        LICENSE:1:'],
    [
      'a time that is none',
      ['verify', 'docs/examples/request.http', ...key, '--at', 'noon'],
      '  at        --at noon\n  expected  created, now, seconds',
    ],
    [
      'a time that is none, to sign at',
      ['sign', 'docs/examples/unsigned.http', ...signing, '--created', 'noon'],
      '  at        --created noon\n  expected  now, seconds',
    ],
    [
      'the time of a signature that is not made yet',
      ['sign', 'docs/examples/unsigned.http', ...signing, '--created', 'created'],
      '  at        --created created\n',
    ],
    [
      'a setting without a value',
      ['verify', 'docs/examples/request.http', ...key, '--protocol', 'signature.label='],
      'It has the form id=value, such as signature.ecdsaEncoding=der.',
    ],
    [
      'a setting that is none',
      ['verify', 'docs/examples/request.http', ...key, '--protocol', 'signature.lable=x'],
      'Did you mean signature.label?',
    ],
    [
      'a response to sign',
      ['sign', 'docs/examples/response.http', ...signing],
      'The file holds a response (ERR_INPUT)',
    ],
    [
      'a public key to sign with',
      ['sign', 'docs/examples/unsigned.http', ...key, '--keyid', 'k'],
      '(ERR_KEY)\n  at        docs/examples/public-key.pem\n',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await cli(args, { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

it.runIf(hasCurl)('a curl command that sign prints can be parsed by a shell', async () => {
  const { stdout } = await cli(['sign', 'docs/examples/unsigned.http', ...signing, '--output', 'curl'], { cwd });
  expect(execFileSync('sh', ['-nc', stdout], { encoding: 'utf8' })).toBe('');
});
