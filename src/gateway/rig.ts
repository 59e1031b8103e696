import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { systemClock } from '../clock.ts';
import { packageRoot, protocolFile, requirementsFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { readResult, resultName, resultReader } from '../cli/result-file.ts';
import type { Result } from '../contract/types/result.ts';
import { Control } from '../conversation/control.ts';
import { enrol, organizationPath, text, type Identity } from '../conversation/enrolment.ts';
import { selfSigned } from '../credentials/authority.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from '../credentials/key-pair.ts';
import { startEmbedded } from '../target/embedded.ts';
import { startGateway } from './gateway.ts';
import { modeOf } from './modes/modes.ts';
import type { Mode } from './behaviour.ts';
import { upstream } from './upstream.ts';
import { startWebhookRelay } from './webhook-relay.ts';

/** The outcome of a run through a gateway. */
export interface Ran {
  readonly mode: Mode;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Absent when the run did not start. */
  readonly result?: Result;
}

/**
 * Certifies a mock through a gateway as a sandbox, known only by URL, authority and credentials.
 *
 * @param name of a mode, or several that are joined by commas
 * @param options of `run`, such as features
 * @throws ERR_USAGE when there is no such mode
 */
export async function runThrough(name: string, options: readonly string[] = []): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'nopan-gateway-'));
  const closers: (() => unknown)[] = [
    () => {
      rmSync(folder, { recursive: true, force: true });
    },
  ];
  try {
    const { mock } = modeOf(name, { id: '', signingKey: '' });
    const target = await startEmbedded({ names: ['::1'], ...(mock && { protocol: mock }) });
    closers.push(() => target.close());
    const { control: access, trust, baseUrl } = target.connection;
    const control = new Control({ ...access, trust });
    closers.push(() => control.close());
    const identity = await enrol(control, trust);
    const { credentials, webhookSecret: secret = '' } = identity;
    const signingKey = privateKeyPem(credentials.signingKey.key);
    const mode = modeOf(name, { id: credentials.organizationId, signingKey });

    const server = await serverIdentity(control);
    const behind = upstream(baseUrl, credentials, await foreignIdentity(credentials.organizationId));
    closers.push(() => {
      behind.close();
    });
    const { protocol } = loadProtocol(protocolFile, loadSchemas(schemasDir));
    const gateway = await startGateway({
      behaviour: mode.does,
      upstream: behind,
      keysPath: protocol.jwks.path,
      organization: credentials.certificate,
      tls: { ...server, ca: trust },
      nextTls: await serverIdentity(control),
      clock: systemClock,
    });
    closers.push(() => gateway.close());
    const port = await freePort();
    const relay = await startWebhookRelay({ behaviour: mode.does, tls: server, secret, port });
    closers.push(() => relay.close());
    const endpoints = [{ url: relay.url }];
    await control.call('PUT', `${organizationPath(credentials.organizationId)}/webhooks`, { endpoints });

    const config = writeFiles(folder, {
      identity,
      signingKey,
      trust,
      baseUrl: gateway.baseUrl,
      hooks: relay.url,
      port,
      mode,
    });
    const ended = await certify(config, join(folder, 'reports'), options);
    const file = join(folder, 'reports', resultName);
    const result = existsSync(file) ? readResult(file, await resultReader()) : undefined;
    return { mode, ...ended, ...(result && { result }) };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function serverIdentity(control: Control): Promise<{ key: string; cert: string }> {
  const { publicKey, privateKey } = generateKeyPair('P-256');
  const names = ['127.0.0.1', 'localhost', '::1'];
  const issued = await control.call('POST', '/certificates/server', { publicKey: publicKeyPem(publicKey), names });
  return { key: privateKeyPem(privateKey), cert: text(issued, 'certificate') };
}

/** Any certificate that the mock did not issue. */
async function foreignIdentity(organizationId: string): Promise<{ certificate: string; privateKey: string }> {
  const keys = generateKeyPair('P-256');
  const subject = { C: 'NL', O: 'gateway', CN: organizationId };
  return {
    certificate: await selfSigned({ keys, subject, usage: 'client' }, systemClock),
    privateKey: privateKeyPem(keys.privateKey),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Written {
  readonly identity: Identity;
  readonly signingKey: string;
  readonly trust: string;
  readonly baseUrl: string;
  readonly hooks: string;
  readonly port: number;
  readonly mode: Mode;
}

/** The files that a user of such a target has. */
function writeFiles(folder: string, { identity, signingKey, trust, baseUrl, hooks, port, mode }: Written): string {
  const { credentials, webhookSecret = '' } = identity;
  const config = {
    target: { baseUrl, trust: 'ca.pem', requestsPerSecond: 10_000 },
    organization: credentials.organizationId,
    processingAccounts: [credentials.processingAccountId],
    tls: { certificate: 'client-cert.pem', privateKey: 'client-key.pem' },
    signing: { privateKey: 'signing-key.pem', keyid: credentials.signingKey.keyid },
    webhooks: { url: hooks, listen: `127.0.0.1:${port}`, secret: '${file:webhook-secret}' },
    attestations: attestations(),
    ...(mode.settings && { protocol: mode.settings }),
  };
  const contents = {
    'ca.pem': trust,
    'client-cert.pem': credentials.certificate,
    'client-key.pem': credentials.privateKey,
    'signing-key.pem': signingKey,
    'webhook-secret': webhookSecret,
    'config.yaml': stringify(config),
  };
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content, { mode: 0o600 });
  return join(folder, 'config.yaml');
}

/** Attests everything, since gateways do not affect it. */
function attestations(): object {
  const by = {
    by: 'Ada Example, engineer',
    date: new Date(systemClock.now()).toISOString().slice(0, 10),
    note: 'A trial',
  };
  const reviewed = loadRequirements(requirementsFile, loadSchemas(schemasDir)).filter(
    ({ review }) => review !== undefined,
  );
  return Object.fromEntries(reviewed.map(({ id }) => [id, by]));
}

/** `nopan-certify run` in a separate process. */
function certify(
  config: string,
  out: string,
  options: readonly string[],
): Promise<Pick<Ran, 'exitCode' | 'stdout' | 'stderr'>> {
  const main = join(packageRoot(), 'dist/src/cli/main.js');
  const args = [
    'run',
    '--target',
    'sandbox',
    '--config',
    config,
    '--out',
    out,
    '--format',
    'json',
    '--quiet',
    ...options,
  ];
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
  });
}
