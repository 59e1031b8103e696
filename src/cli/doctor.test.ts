import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { systemClock } from '../clock.ts';
import type { Config } from '../contract/types/config.ts';
import { Control } from '../conversation/control.ts';
import { createAuthority } from '../credentials/authority.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from '../credentials/key-pair.ts';
import type { Finding } from '../doctor/check.ts';
import { cli, started, withFolder } from './fixtures/cli.ts';
import { withServedMock } from './fixtures/served-mock.ts';

const dayMs = 24 * 3_600_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** A mock in a process of its own, which all tests share: none of them changes it. */
let served: { folder: string; config: Config; control: Control; stop: () => void; over: Promise<void> };
beforeAll(async () => {
  served = await new Promise((resolve, reject) => {
    const over = withFolder((folder) =>
      withServedMock(
        folder,
        [],
        (file) =>
          new Promise<void>((stop) => {
            const read = (name: string) => readFileSync(join(folder, name), 'utf8');
            const control = new Control({
              ...(JSON.parse(read('control.json')) as { url: string; secret: string }),
              trust: read('ca.pem'),
            });
            resolve({ folder, config: parse(readFileSync(file, 'utf8')) as Config, control, stop, over });
          }),
      ),
    );
    over.catch(reject);
  });
});
afterAll(async () => {
  await served.control.close();
  served.stop();
  await served.over;
});

/** A copy of the mock's credentials that a test may break. */
interface Copy {
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string) => void;
  readonly configure: (changes: Partial<Config>) => void;
  readonly config: string;
}

const withCopy = (use: (copy: Copy) => Promise<void>): Promise<void> =>
  withFolder(async (folder) => {
    cpSync(served.folder, folder, { recursive: true });
    const path = (name: string): string => join(folder, name);
    const config = path('nopan-certify.config.yaml');
    const write = (name: string, content: string): void => {
      writeFileSync(path(name), content);
    };
    await use({
      path,
      write,
      config,
      configure: (changes) => {
        writeFileSync(config, stringify({ ...served.config, ...changes }));
      },
    });
  });

const examined = async ({ config }: Copy, ...options: string[]) => {
  const { code, stdout, stderr } = await cli(['doctor', '--config', config, '--json', ...options]);
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const problems = findings.filter(({ outcome }) => outcome === 'error' || outcome === 'warning');
  return { code, problems: problems.map(({ id, outcome }) => [id, outcome]), findings };
};

/** Has the mock's authority certify a fresh TLS key, in the copy. */
async function certify({ write }: Copy, options: Record<string, string>): Promise<void> {
  const { organization } = served.config;
  const { publicKey, privateKey } = generateKeyPair('P-256');
  const path = `/organizations/${organization}/certificates`;
  const { certificate } = await served.control.call('POST', path, { publicKey: publicKeyPem(publicKey), ...options });
  write('client-key.pem', privateKeyPem(privateKey));
  write('client-cert.pem', certificate as string);
}

describe('doctor', () => {
  it('finds nothing wrong with what the mock wrote', async () => {
    await withCopy(async ({ config }) => {
      const { code, stdout, stderr } = await cli(['doctor', '--config', config]);
      expect([code, stderr]).toEqual([0, '']);
      const { target, signing, organization } = served.config;
      const text = stdout
        .replace(config, 'CONFIG')
        .replaceAll(target.baseUrl, 'BASE')
        .replace(organization, 'ORG')
        .replace(signing.keyid, 'KEYID')
        .replace(/\d{4}-\d\d-\d\d, \d+ days/, 'DAY, N days')
        .replace(/\d+ settings, \d+ of/, 'N settings, N of')
        .replace(/(?<=Payment not found )\S+/, 'CALL')
        .replace(/pa-\w+(?=: started)/, 'ACCOUNT');
      expect(text).toBe(`CONFIG for BASE

Files
  ✓ client certificate                  client-cert.pem, 1 certificate
  ✓ its key                             client-key.pem, EC P-256
  ✓ signing key                         signing-key.pem, EC P-256
  ✓ trusted authorities                 ca.pem, 1 certificate
  ✓ key files are private               2 files

Client certificate
  ✓ fits its key                        the key is the one that is certified
  ✓ issuer                              issued by C=NL, O=nopan-certify, CN=nopan-certify mock authority
  ✓ subject                             C=NL, O=Example merchant, CN=ORG
  ✓ usage                               for TLS clients
  ✓ validity                            until DAY, N days from now
  ✓ algorithm and size                  EC P-256

Signing key
  ✓ algorithm and size                  EC P-256
  ✓ is not the TLS key                  two different keys
  – age                                 signing.createdOn is not set
      do        Set it to the day on which the key was made: Nopan accepts a key for 12 months.

Protocol
  ✓ profile is complete                 http-message-signature, N settings, N of them assumed, none of them changed

Attestations
  – all mandatory attestations present  not attested yet: KEY-01, KEY-02, ENV-01, ENV-02, WHK-13, WHK-14, WHK-15, PAY-26, VER-05, MOK-10, SUP-01, SUP-02
      do        See ${started()} trace for what each is about, and name who has made sure under attestations.

Target
  ✓ host name                           127.0.0.1 is an address
  ✓ connection and TLS version          TLSv1.3, TLS_AES_256_GCM_SHA384
  ✓ answers                             GET /auth/jwks: 200
  ✓ clock                               in step with the target

Credentials at the target
  ✓ client certificate is accepted      by the token endpoint
  ✓ signing key is known                KEYID
  ✓ token with the needed scopes        payments:read, payments:process
  ✓ signed call with that token         answered with 404 5000 Payment not found CALL
  ✓ processing accounts take a payment  ACCOUNT: started and canceled
  ✓ test endpoints                      /mock/set, approve

Keys of the target
  ✓ are published                       nopan-sandbox
  ✓ verify its answers                  nopan-sandbox, ecdsa-p256-sha256
  ✓ let a run get its token             like every run

Webhooks
  – arrive here                         no webhooks are configured

30 checks: 27 in order, 3 skipped.
`);
    });
  });

  it('tells of a key that everybody can read, and run does not start with it', async () => {
    await withCopy(async (copy) => {
      const key = copy.path('client-key.pem');
      chmodSync(key, 0o644);
      expect(await examined(copy)).toMatchObject({ code: 2, problems: [['files.private', 'error']] });

      const { code, stdout } = await cli(['doctor', '--config', copy.config, '--offline']);
      expect(code).toBe(2);
      expect(stdout).toContain(`
  ✖ key files are private               Everybody on this machine has access to client-key.pem
      at        ${key}
      expected  permissions 0600 or less
      actual    0644
      do        Take them away: chmod 600 ${key}

`);
      expect(stdout).toMatch(
        /\n16 checks: 13 in order, 1 error, 2 skipped\.\nThe target was not asked \(--offline\)\.\n$/,
      );

      const run = await cli(['run', '--target', 'sandbox', '--config', copy.config, '--out', copy.path('reports')]);
      expect([run.code, run.stdout, run.stderr]).toEqual([
        2,
        '',
        `nopan-certify: Everybody on this machine has access to client-key.pem (ERR_KEY)
  at        ${key}
  expected  permissions 0600 or less
  actual    0644
  do        Take them away: chmod 600 ${key}
`,
      ]);
    });
  });

  it('tells of everything that is wrong at once, and so does run', async () => {
    await withCopy(async (copy) => {
      const { privateKey } = generateKeyPair('P-256');
      copy.write('client-key.pem', privateKeyPem(privateKey));
      copy.configure({
        organization: 'org-of-someone-else',
        signing: { ...served.config.signing, privateKey: 'nowhere.pem', createdOn: '2020-01-01' },
      });
      expect(await examined(copy, '--offline')).toMatchObject({
        code: 2,
        problems: [
          ['signing.privateKey', 'error'],
          ['identity.fits', 'error'],
          ['identity.subject', 'error'],
          ['signing.age', 'error'],
        ],
      });
      const { code, stderr } = await cli([
        'run',
        '--target',
        'sandbox',
        '--config',
        copy.config,
        '--out',
        copy.path('r'),
      ]);
      expect(code).toBe(2);
      expect(stderr.match(/^nopan-certify: .*$/gm)).toEqual([
        'nopan-certify: The private key file does not exist (ERR_KEY)',
        'nopan-certify: The private key does not fit the certificate (ERR_KEY)',
        'nopan-certify: The client certificate is not that of the organization (ERR_CERTIFICATE)',
        'nopan-certify: The signing key is older than 12 months (ERR_KEY)',
      ]);
    });
  });

  it('tells of an expired certificate, and asks the target nothing that needs it', async () => {
    await withCopy(async (copy) => {
      await certify(copy, { notBefore: daysFromNow(-20), notAfter: daysFromNow(-1) });
      const { code, problems, findings } = await examined(copy);
      expect([code, problems]).toEqual([2, [['identity.validity', 'error']]]);
      const skipped = findings.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id);
      expect(skipped).toContain('credentials.certificate');
    });
  });

  it('warns of a certificate that ends soon, and run goes on with the same warning', async () => {
    await withCopy(async (copy) => {
      await certify(copy, { notAfter: daysFromNow(20) });
      expect(await examined(copy)).toMatchObject({ code: 0, problems: [['identity.validity', 'warning']] });

      const feature = 'features/token/access-token.feature:9';
      const { code, stderr } = await cli([
        'run',
        feature,
        '--target',
        'sandbox',
        '--config',
        copy.config,
        '--quiet',
        '--out',
        copy.path('r'),
      ]);
      expect(code).toBe(4);
      expect(stderr).toMatch(
        /^nopan-certify: warning: The certificate ends on .*, (19|20) days from now\. Ask Nopan for a new one now/,
      );
    });
  });

  it('tells of a certificate of another organization', async () => {
    await withCopy(async (copy) => {
      await certify(copy, { commonName: 'org-of-someone-else' });
      const { code, problems } = await examined(copy);
      expect([code, problems[0]]).toEqual([2, ['identity.subject', 'error']]);
      expect(problems).toContainEqual(['credentials.certificate', 'error']);
    });
  });

  it('tells of a certificate of another authority', async () => {
    await withCopy(async (copy) => {
      const { publicKey, privateKey } = generateKeyPair('P-256');
      const subject = { C: 'NL', O: 'Example merchant', CN: served.config.organization };
      const stranger = await createAuthority({ name: 'Another authority', clock: systemClock });
      copy.write('client-cert.pem', await stranger.issue({ publicKey, subject, usage: 'client' }));
      copy.write('client-key.pem', privateKeyPem(privateKey));
      expect(await examined(copy)).toMatchObject({ code: 1, problems: [['credentials.certificate', 'error']] });

      copy.write('ca.pem', stranger.certificate);
      expect(await examined(copy)).toMatchObject({ code: 3, problems: [['target.tls', 'error']] });
    });
  });

  it('tells of a key id that nobody knows', async () => {
    await withCopy(async (copy) => {
      copy.configure({ signing: { ...served.config.signing, keyid: 'key-of-nobody' } });
      const { code, problems, findings } = await examined(copy);
      expect([code, problems]).toEqual([1, [['credentials.keyid', 'error']]]);
      expect(findings.find(({ id }) => id === 'credentials.keyid')).toMatchObject({
        where: expect.stringMatching(/nopan-certify\.config\.yaml:\d+:\d+$/) as string,
        expected: 'the public key of signing.privateKey to be registered as "key-of-nobody"',
        actual: expect.stringMatching(/^401 4992 /) as string,
      });
    });
  });

  it('tells of another signing key than the registered one', async () => {
    await withCopy(async (copy) => {
      copy.write('signing-key.pem', privateKeyPem(generateKeyPair('P-256').privateKey));
      expect(await examined(copy)).toMatchObject({ code: 1, problems: [['credentials.keyid', 'error']] });
    });
  });

  it('tells of a clock that is another', async () => {
    await withFolder((folder) =>
      withServedMock(folder, [], async (config) => {
        const read = (name: string) => readFileSync(join(folder, name), 'utf8');
        const { url, secret } = JSON.parse(read('control.json')) as { url: string; secret: string };
        const control = new Control({ url, secret, trust: read('ca.pem') });
        const { organization } = parse(read('nopan-certify.config.yaml')) as Config;
        await control.call('POST', `/organizations/${organization}/clock`, { advanceSeconds: 3600 });
        await control.close();
        const { code, stdout } = await cli(['doctor', '--config', config]);
        expect(code).toBe(3);
        expect(stdout).toMatch(
          /\n {2}✖ clock +Clocks are too far apart: the target is 3(600|599|601) s ahead of this machine\n/,
        );
      }),
    );
  });

  it('tells that nothing listens', async () => {
    await withCopy(async (copy) => {
      const options = ['--base-url', 'https://127.0.0.1:1'];
      expect(await examined(copy, ...options)).toMatchObject({ code: 3, problems: [['target.tls', 'error']] });
    });
  });

  it('tells of webhooks that cannot arrive', async () => {
    await withCopy(async (copy) => {
      copy.write('secret', 's3cret');
      chmodSync(copy.path('secret'), 0o600);
      const webhooks = { url: 'https://127.0.0.1:1/nopan', listen: '127.0.0.1:8444', secret: '${file:secret}' };
      copy.configure({ webhooks });
      expect(await examined(copy)).toMatchObject({ code: 3, problems: [['webhooks.url', 'error']] });

      chmodSync(copy.path('secret'), 0o604);
      expect(await examined(copy, '--offline')).toMatchObject({ code: 2, problems: [['files.private', 'error']] });
    });
  });

  it('tells of another way of signing than the target accepts', async () => {
    await withFolder((folder) =>
      withServedMock(folder, ['--protocol', 'signature.acceptedVariants=configured'], async (config) => {
        const der = ['doctor', '--config', config, '--protocol', 'signature.ecdsaEncoding=der', '--json'];
        const { code, stdout } = await cli(der);
        const { findings, summary } = JSON.parse(stdout) as { findings: Finding[]; summary: object };
        expect([code, summary]).toMatchObject([1, { error: 1 }]);
        expect(findings.find(({ outcome }) => outcome === 'error')).toMatchObject({
          id: 'credentials.keyid',
          advice: expect.stringContaining('nopan-certify calibrate') as string,
        });
      }),
    );
  });

  it('needs a configuration', async () => {
    const { code, stdout, stderr } = await cli(['doctor', '--config', 'nowhere.yaml']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('There is no configuration file (ERR_CONFIG)');
  });

  it('prints no secret', async () => {
    await withCopy(async (copy) => {
      const { stdout } = await cli(['doctor', '--config', copy.config, '--json']);
      expect(stdout).not.toMatch(/eyJ|BEGIN/);
    });
  });
});
