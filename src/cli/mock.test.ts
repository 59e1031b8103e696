import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installed } from '../credentials/fixtures/openssl.ts';
import { packageRoot } from '../contract/locations.ts';
import { initiate } from '../mock/fixtures/orders.ts';
import { Shop } from '../mock/fixtures/shop.ts';
import { lifeCycleMarkdown } from './life-cycle-text.ts';
import { cli } from './fixtures/cli.ts';
import { startMockProcess, type MockProcess } from './fixtures/mock-process.ts';

let folder: string;
const started: MockProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nopan-certify's mock-"));
});
afterEach(async () => {
  for (const mock of started.splice(0)) await mock.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function start(...options: string[]): Promise<MockProcess> {
  const mock = await startMockProcess(join(folder, 'credentials'), options);
  started.push(mock);
  return mock;
}

/** Of this machine, by which others can reach it. */
const addresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((each = []) => each)
    .filter(({ internal, scopeid = 0 }) => !internal && scopeid === 0)
    .map(({ address }) => address);

/** Pasted into a shell, from a folder that has nothing to do with it. */
const paste = (text: string) => spawnSync('sh', ['-c', text], { cwd: tmpdir(), encoding: 'utf8' });

describe('what a mock prints when it is ready works when it is pasted', () => {
  const token = /^\{"access_token":"[^"]+","token_type":"Bearer"/;

  test.runIf(installed('curl') && installed('openssl'))('openssl and curl', async () => {
    const [snippet = ''] = /^\(cd [^]*?"\)$/m.exec((await start()).output()) ?? [];
    expect(snippet.split('\n')).toHaveLength(5);
    const { stdout, stderr } = paste(snippet);
    expect([stdout, stderr]).toEqual([expect.stringMatching(token), '']);
  });

  test.each([
    ['as it is', []],
    ['with DER', ['signature.ecdsaEncoding=der']],
    ['with a label and another digest', ['signature.signatureParamsForm=labelled', 'signature.requestDigest=sha-512']],
  ])('Node.js, %s', async (_what, settings) => {
    const protocol = ['signature.acceptedVariants=configured', ...settings].flatMap((each) => ['--protocol', each]);
    const output = (await start(...protocol)).output();
    const [snippet = ''] = /^node -e [^]*?end\(body\);'$/m.exec(output) ?? [];
    expect(snippet.split('\n')).toHaveLength(5);
    const { stdout, stderr } = paste(snippet);
    expect([stdout, stderr]).toEqual([expect.stringMatching(token), '']);
    expect(output.includes('openssl')).toBe(settings.includes('signature.ecdsaEncoding=der'));
  });

  test('nothing that would not be accepted', async () => {
    const mock = await start(
      ...['--protocol', 'signature.profile=detached-jws', '--protocol', 'signature.acceptedVariants=configured'],
    );
    expect(mock.output()).not.toMatch(/curl|node -e/);
  });
});

test('the same seed gives the same ids for the same calls, another one others', async () => {
  const ids = async (seed: string): Promise<unknown[]> => {
    const mock = await start('--seed', seed);
    const shop = await Shop.enrol(mock);
    const { json } = await initiate(shop);
    const refused = await initiate(shop, { returnUrl: '' });
    await mock.end('SIGTERM');
    return [mock.organizationId, shop.organizationId, shop.accounts, json['transactionId'], refused.json['callId']];
  };
  const first = await ids('one');
  expect(await ids('one')).toEqual(first);
  expect(await ids('two')).not.toEqual(first);
});

test('with --tls-only a client without a certificate does not get through the handshake', async () => {
  const mock = await start('--tls-only');
  const shop = await Shop.enrol(mock);
  expect((await initiate(shop)).status).toBe(200);
  await expect(initiate(shop, {}, { tls: { cert: '', key: '' } })).rejects.toMatchObject({
    code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  });
});

test('--rate-limit and --webhook-url are set from the start', async () => {
  const mock = await start('--rate-limit', '1000', '--webhook-url', 'https://127.0.0.1:1/hooks');
  const control = { authorization: `Bearer ${mock.controlSecret}` };
  const { send } = await import('../mock/fixtures/wire.ts');
  const path = `${mock.controlUrl}/organizations/${mock.organizationId}`;
  expect((await send(path, { ca: mock.trust, headers: control })).json).toMatchObject({
    endpoints: [{ url: 'https://127.0.0.1:1/hooks' }],
    rateLimit: { requests: 1000, perSeconds: 1 },
  });
});

test('without --state it leaves nothing behind but its credentials', async () => {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const mock = await startMockProcess(join(folder, 'credentials'), [], { TMPDIR: temporary });
  started.push(mock);
  expect(mock.output()).toContain('state         until it ends');
  expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^nopan-certify-mock-/)]);
  expect(await mock.end('SIGTERM')).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

test('its log is one JSON object a line where nobody reads it on a terminal, and holds no secret', async () => {
  const mock = await start('--verbose');
  const shop = await Shop.enrol(mock);
  const token = await shop.token();
  expect((await initiate(shop, {}, { token })).status).toBe(200);
  await mock.end('SIGTERM');
  const lines = mock
    .errors()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'answered', operation: 'payments/initiate', status: 200 }),
  );
  for (const secret of [token, mock.controlSecret, shop.webhookSecret]) expect(mock.errors()).not.toContain(secret);
});

test('a warning is printed when others can reach it', async () => {
  const exposed = await start('--host', '0.0.0.0', '--name', 'localhost', '--name', 'nopan-mock');
  expect(exposed.output()).toContain('Others than this machine can reach it');
  expect(new URL(exposed.baseUrl).hostname).toBe('localhost');
  expect(exposed.names).toEqual(expect.arrayContaining(['nopan-mock', '127.0.0.1', ...addresses()]));
  expect((await initiate(await Shop.enrol(exposed))).status).toBe(200);
  expect((await start()).output()).not.toContain('Others than this machine');
});

describe('a start that cannot be', () => {
  const attempt = (...options: string[]) => cli(['mock', '--out', join(folder, 'credentials'), ...options]);

  test.each([
    ['an empty seed', ['--seed', ''], 2, "error: option '--seed <text>' argument '' is invalid. It is empty."],
    ['a limit of nothing', ['--rate-limit', '0'], 2, 'It is a whole number from 1 to 1000000.'],
    ['a webhook over plain HTTP', ['--webhook-url', 'http://127.0.0.1/'], 2, 'It is an https URL without credentials'],
    [
      'a webhook with a password',
      ['--webhook-url', 'https://a:b@c.example/'],
      2,
      'It is an https URL without credentials',
    ],
    ['a name that is a URL', ['--name', 'https://mock:8443'], 2, 'It takes a DNS name or IP address, such as mock'],
    [
      'half of an identity',
      ['--certificate', 'mock.pem'],
      2,
      'A certificate of your own needs its private key (ERR_USAGE)',
    ],
    ['an address of another machine', ['--host', '192.0.2.1'], 3, 'ERR_PORT'],
  ])('with %s', async (_what, options, code, message) => {
    const ended = await attempt(...options);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toContain(message);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('on a port in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    for (const option of ['--port', '--control-port']) {
      const { code, stderr } = await attempt(option, String(port));
      expect([code, stderr]).toEqual([3, expect.stringContaining(`cannot listen on 127.0.0.1:${port} (ERR_PORT)`)]);
    }
    server.close();
  });

  test.each([
    [
      'a file with other content',
      (path: string) => {
        writeFileSync(path, 'no state\n');
      },
    ],
    [
      'a folder',
      (path: string) => {
        mkdirSync(path);
      },
    ],
    ['a pipe', (path: string) => spawnSync('mkfifo', [path])],
  ])('on a state that is %s', async (_what, make) => {
    const state = join(folder, 'state');
    make(state);
    const { code, stderr } = await attempt('--state', state);
    expect([code, stderr]).toEqual([3, expect.stringContaining('The file holds no state of a mock (ERR_STATE)')]);
    expect(readdirSync(folder)).toEqual(['state']);
  });
});

test('--life-cycle prints what can be done when, as docs/mock.md does', async () => {
  const { code, stdout } = await cli(['mock', '--life-cycle']);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining(
      '\n\ncancel\n  by client\n  from PENDING, APPROVED\n  when nothing of it is captured\n  then CANCELED, DECLINED\n',
    ),
  ]);
  const squeezed = (text: string) => text.replaceAll(/[ -]+/g, ' ');
  expect(squeezed(readFileSync(join(packageRoot(), 'docs/mock.md'), 'utf8'))).toContain(squeezed(lifeCycleMarkdown()));
});
