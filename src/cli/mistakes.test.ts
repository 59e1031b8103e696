import { readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, withFolder } from './fixtures/cli.ts';

const configuration = (baseUrl: string): string => `
target: { baseUrl: "${baseUrl}" }
organization: org
processingAccounts: [account]
tls: { certificate: cert.pem, privateKey: key.pem }
signing: { privateKey: signing.pem, keyid: key-1 }
`;

/** Runs the command line against a configuration, in its folder. */
async function runWith(
  config: string,
  ...options: string[]
): Promise<{ code: number | null; stderr: string; left: string[] }> {
  return withFolder(async (cwd) => {
    writeFileSync(join(cwd, 'config.yaml'), config);
    const { code, stderr } = await cli(['run', '--target', 'sandbox', '--config', 'config.yaml', ...options], { cwd });
    return { code, stderr, left: readdirSync(cwd).filter((name) => name !== 'config.yaml') };
  });
}

describe('a mistake is told, nothing is sent, nothing is left behind', () => {
  it('an unknown option, with the one that was probably meant', async () => {
    const { code, stdout, stderr } = await cli(['run', '--tag', 'x']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain("error: unknown option '--tag'\n(Did you mean --tags?)");
  });

  it('an unknown command', async () => {
    const { code, stderr } = await cli(['rnu']);
    expect(code).toBe(2);
    expect(stderr).toContain("error: unknown command 'rnu'\n(Did you mean run?)");
  });

  it('a tag expression that cannot be read', async () => {
    await withFolder(async (cwd) => {
      const { code, stderr } = await cli(['run', '--tags', '@a and ('], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(
        'nopan-certify: The features cannot be selected: Tag expression "@a and (" could not be parsed',
      );
      expect(stderr).toContain('  at        --tags @a and (\n');
    });
  });

  it('a name that is no regular expression', async () => {
    const { code, stderr } = await cli(['run', '--name', '(']);
    expect(code).toBe(2);
    expect(stderr).toContain('nopan-certify: The name filter is not a regular expression: ');
  });

  it('a folder of steps that is not there', async () => {
    const { code, stderr } = await cli(['run', '--steps', 'nowhere']);
    expect(code).toBe(2);
    expect(stderr).toContain('nopan-certify: There is no folder nowhere (ERR_USAGE)\n  at        --steps nowhere\n');
  });

  it('a feature file that is not there', async () => {
    const { code, stderr } = await cli(['run', 'features/nowhere.feature:3']);
    expect(code).toBe(2);
    expect(stderr).toContain('nopan-certify: There is no feature file features/nowhere.feature (ERR_USAGE)');
  });

  it('an address for the embedded mock', async () => {
    const { code, stderr } = await cli(['run', '--base-url', 'https://user:s3cret@localhost:1']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'nopan-certify: --base-url has no meaning for the embedded mock (ERR_USAGE)\n  at        --base-url https://localhost:1\n',
    );
  });

  it('a configuration that is not there', async () => {
    const { code, stderr } = await cli(['run', '--target', 'sandbox', '--config', 'nowhere.yaml']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nowhere\.yaml.*\(ERR_CONFIG\)|\(ERR_CONFIG\)\n {2}at {8}.*nowhere\.yaml/s);
  });

  it('a configuration that is no YAML, with line and column', async () => {
    const { code, stderr } = await runWith('target: {\norganization: x');
    expect(code).toBe(2);
    expect(stderr).toMatch(/at {8}.*config\.yaml:\d+:\d+/);
  });

  it('a configuration with a misspelt setting', async () => {
    const { code, stderr } = await runWith(configuration('https://localhost:1').replace('keyid', 'keyId'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/at {8}.*config\.yaml:6:\d+/);
    expect(stderr).toContain('keyid');
  });

  it('a key file that is not there', async () => {
    const { code, stderr } = await runWith(configuration('https://localhost:1'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/\(ERR_KEY\)\n {2}at {8}.*key\.pem\n/);
  });

  it.each(['https://api.nopan.io', 'https://API.NOPAN.IO.:443', 'https://api.nopan.com'])(
    'production as %s',
    async (url) => {
      const { code, stderr, left } = await runWith(configuration(url));
      expect([code, left]).toEqual([2, []]);
      expect(stderr).toContain("is Nopan's production, which is never a target (ERR_PRODUCTION)");
    },
  );

  it('production on the command line', async () => {
    const { code, stderr } = await runWith(configuration('https://localhost:1'), '--base-url', 'https://api.nopan.io');
    expect(code).toBe(2);
    expect(stderr).toContain('  at        --base-url\n');
  });

  it('an output folder that is a file', async () => {
    await withFolder(async (cwd) => {
      writeFileSync(join(cwd, 'out'), 'mine');
      const { code, stderr } = await cli(['run', '--out', 'out'], { cwd });
      expect(code).toBe(3);
      expect(stderr).toContain(
        'The reports cannot be written: There is a file of that name, and not a folder (ERR_OUTPUT)',
      );
      expect(readdirSync(cwd)).toEqual(['out']);
    });
  });

  it('a port in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await withFolder(async (cwd) => {
      const { code, stderr } = await cli(['mock', '--port', String(port)], { cwd });
      expect(code).toBe(3);
      expect(stderr).toContain('(ERR_PORT)');
      expect(stderr).toContain(String(port));
      expect(readdirSync(cwd)).toEqual([]);
    });
    server.close();
  });

  it('a request spec that is not there, with the one that was probably meant', async () => {
    const { code, stderr } = await cli(['call', 'payments/initate']);
    expect(code).toBe(2);
    expect(stderr).toContain('payments/initiate');
  });

  it('a way to spoil a request that is not there', async () => {
    const { code, stderr } = await cli(['call', 'payments/initiate', '--tamper', 'nonsense']);
    expect(code).toBe(2);
    expect(stderr).toContain('nopan-certify: There is no way to spoil a request "nonsense" (ERR_USAGE)');
  });
});

describe('help', () => {
  it.each(['run', 'mock', 'call'])('of %s shows examples and goes to standard output', async (command) => {
    const { code, stdout, stderr } = await cli([command, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Examples:\n');
  });

  it('names every exit code', async () => {
    const { stdout } = await cli(['--help']);
    expect(stdout).toMatch(/0 certified.*1 not certified.*2 wrong usage.*3 the environment.*4 incomplete.*5 a fault/s);
  });
});
