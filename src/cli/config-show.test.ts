import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../config/settings.ts';
import { cli, withFolder, type Ended } from './fixtures/cli.ts';

const configuration = `target: { baseUrl: "https://api.sandbox.nopan.dev" }
organization: org-1
processingAccounts: [acc-1, acc-2]
tls: { pkcs12: client.p12, passphrase: "\${file:missing}" }
signing: { privateKey: signing.pem, keyid: key-1, passphrase: "\${env:MY_PASSPHRASE}" }
protocol: { signature.requestDigest: sha-512 }
`;

interface Given {
  readonly yaml?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/** `config show` in a folder with this configuration. */
const show = (args: readonly string[], { yaml = configuration, env = {} }: Given = {}): Promise<Ended> =>
  withFolder((cwd) => {
    if (yaml !== '') writeFileSync(join(cwd, 'nopan-certify.config.yaml'), yaml);
    return cli(['config', 'show', ...args], { cwd, env });
  });

describe('config show', () => {
  it('prints what takes effect and where it comes from, with references in place of secrets', async () => {
    const env = {
      NOPAN_CERTIFY_SIGNING_KEYID: 'key-2',
      NOPAN_CERTIFY_TLS_PASSPHRASE: 'hunter2',
      MY_PASSPHRASE: 'hunter3',
    };
    const flags = ['--base-url', 'https://localhost:8443', '--protocol', 'signature.ecdsaEncoding=der'];
    expect(await show(flags, { env })).toEqual({
      code: 0,
      stderr: '',
      stdout: `nopan-certify.config.yaml

target.baseUrl            https://localhost:8443               --base-url
target.requestsPerSecond  10                                   default
organization              org-1                                line 2:15
processingAccounts        acc-1, acc-2                         line 3:21
tls.pkcs12                client.p12                           line 4:16
tls.passphrase            \${env:NOPAN_CERTIFY_TLS_PASSPHRASE}  NOPAN_CERTIFY_TLS_PASSPHRASE
signing.privateKey        signing.pem                          line 5:24
signing.passphrase        \${env:MY_PASSPHRASE}                 line 5:63
signing.keyid             key-2                                NOPAN_CERTIFY_SIGNING_KEYID

In place of values of specs/protocol.yaml:

signature.ecdsaEncoding  der (not ieee-p1363)   --protocol
signature.requestDigest  sha-512 (not sha-256)  line 6:38
`,
    });
  });

  it('prints the same as JSON', async () => {
    const env = { NOPAN_CERTIFY_TLS_PASSPHRASE: 'hunter2' };
    const { code, stdout } = await show(['--json'], { env });
    expect([code, stdout.includes('hunter2')]).toEqual([0, false]);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'nopan-certify.config.yaml',
      settings: [
        {
          setting: 'target.baseUrl',
          value: 'https://api.sandbox.nopan.dev',
          origin: { kind: 'file', where: 'nopan-certify.config.yaml:1:20' },
        },
        { setting: 'target.requestsPerSecond', value: 10, origin: { kind: 'default', where: 'default' } },
        { setting: 'organization' },
        { setting: 'processingAccounts', value: ['acc-1', 'acc-2'] },
        { setting: 'tls.pkcs12' },
        {
          setting: 'tls.passphrase',
          value: '${env:NOPAN_CERTIFY_TLS_PASSPHRASE}',
          origin: { kind: 'environment', where: 'NOPAN_CERTIFY_TLS_PASSPHRASE' },
        },
        { setting: 'signing.privateKey' },
        { setting: 'signing.passphrase', value: '${env:MY_PASSPHRASE}' },
        { setting: 'signing.keyid' },
      ],
      protocol: [
        {
          setting: 'signature.requestDigest',
          value: 'sha-512',
          default: 'sha-256',
          origin: { kind: 'file', where: 'nopan-certify.config.yaml:6:38' },
        },
      ],
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('needs no file when the environment gives it all', async () => {
    const env = {
      NOPAN_CERTIFY_TARGET_BASE_URL: 'https://localhost:8443',
      NOPAN_CERTIFY_ORGANIZATION: 'org-9',
      NOPAN_CERTIFY_PROCESSING_ACCOUNTS: 'acc-9',
      NOPAN_CERTIFY_TLS_PKCS12: 'client.p12',
      NOPAN_CERTIFY_SIGNING_PRIVATE_KEY: 'signing.pem',
      NOPAN_CERTIFY_SIGNING_KEYID: 'key-9',
    };
    const { code, stdout } = await show([], { yaml: '', env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^There is no configuration file: the environment gives it all\.\n\n/);
    expect(stdout).toMatch(/^organization +org-9 +NOPAN_CERTIFY_ORGANIZATION$/m);
  });

  it.each([
    ['without a file', '', [], 'There is no configuration file (ERR_CONFIG)'],
    [
      'a literal secret',
      configuration.replace('${env:MY_PASSPHRASE}', 'hunter3'),
      [],
      'signing.passphrase is a secret; do not put it in the configuration file (ERR_CONFIG)',
    ],
    [
      'an unknown protocol setting',
      undefined,
      ['--protocol', 'signature.ecdsaEncodin=der'],
      'There is no protocol setting signature.ecdsaEncodin (ERR_CONFIG)',
    ],
    [
      'a protocol setting that cannot be',
      undefined,
      ['--protocol', 'signature.ecdsaEncoding=asn1'],
      'The protocol setting signature.ecdsaEncoding must be one of ieee-p1363, der (ERR_CONFIG)',
    ],
  ])('refuses %s', async (_what, yaml, args, problem) => {
    const { code, stdout, stderr } = await show(args, { yaml });
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `nopan-certify: ${problem}`]);
    expect(stderr).not.toContain('hunter3');
  });

  it('does not repeat a key that was given in place of its path', async () => {
    const env = {
      NOPAN_CERTIFY_SIGNING_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----',
    };
    for (const args of [[], ['--json']]) {
      const { code, stdout, stderr } = await show(args, { env });
      expect([code, stdout, stderr.split('\n')[0]]).toEqual([
        2,
        '',
        'nopan-certify: signing.privateKey is a path, and what is given looks like the key itself (ERR_CONFIG)',
      ]);
      expect(stderr).not.toContain('MIGHAgEA');
    }
  });

  it('shows control characters instead of acting on them', async () => {
    const { stdout } = await show([], { yaml: configuration.replace('org-1', '"a\\e[31mb"') });
    expect(stdout).toContain(' a\\u001b[31mb ');
  });

  it('shows a line break in a value as none of its own lines', async () => {
    const { stdout } = await show([], { yaml: configuration.replace('org-1', '"a\\ntarget.baseUrl  x"') });
    expect(stdout).toContain('organization              a\\ntarget.baseUrl  x ');
  });

  it('as JSON holds no control character', async () => {
    const { stdout } = await show(['--json'], { yaml: configuration.replace('org-1', '"a\\x9b31m\\u202eb"') });
    expect(stdout).toContain('"value": "a\\u009b31m\\u202eb"');
  });
});

describe('config show --variables', () => {
  it('lists every variable with its setting and description, also without a configuration', async () => {
    const { code, stdout } = await show(['--variables'], { yaml: '' });
    expect(code).toBe(0);
    expect(stdout).toContain(
      'NOPAN_CERTIFY_SIGNING_KEYID               signing.keyid\n    The id under which Nopan knows the public key\n',
    );
    expect(stdout).toContain(
      '\n    Passphrase of the signing key, if it has one; the secret itself, not a reference to it\n',
    );
    expect(stdout).toContain(
      '\n    Processing account ids: payments are made with the first; several are separated by commas\n',
    );
    expect(stdout.match(/^NOPAN_CERTIFY_\w+/gm)).toEqual(settings().map(({ variable }) => variable));
  });

  it('lists them as JSON', async () => {
    const listed = JSON.parse((await show(['--variables', '--json'])).stdout) as unknown[];
    expect(listed[0]).toEqual({
      variable: 'NOPAN_CERTIFY_TARGET_BASE_URL',
      setting: 'target.baseUrl',
      description: "https://api.sandbox.nopan.dev, or a mock's address",
    });
    expect(listed).toHaveLength(settings().length);
  });
});
