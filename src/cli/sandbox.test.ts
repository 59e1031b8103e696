import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { systemClock } from '../clock.ts';
import { loadConfiguration } from '../config/configuration.ts';
import type { Config } from '../contract/types/config.ts';
import type { Result } from '../contract/types/result.ts';
import { requirementsFile } from '../contract/locations.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { Control } from '../conversation/control.ts';
import { Conversation } from '../conversation/conversation.ts';
import { openEnvironment } from '../conversation/environment.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from '../credentials/key-pair.ts';
import { sandboxConnection } from '../target/sandbox.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';
import { startForwarder, type Forwarder } from '../fixtures/forwarder.ts';
import { freePort } from '../fixtures/free-port.ts';
import { withServedMock } from './fixtures/served-mock.ts';

const { schemas } = loadSpecification();
const reviews = loadRequirements(requirementsFile, schemas).filter(({ review }) => review !== undefined);
const attested = {
  by: 'Ada Example, engineer',
  date: new Date(systemClock.now()).toISOString().slice(0, 10),
  note: 'A test',
};
const attestations = Object.fromEntries(reviews.map(({ id }) => [id, attested]));

const credentials = ['ca.pem', 'client-cert.pem', 'client-key.pem', 'signing-key.pem', 'webhook-secret'];

/** A mock in another process, known by its URL, its CA and credentials alone, as the sandbox is. */
async function withRemote(
  use: (folder: string, change: (change: Partial<Config>) => string, portal: Portal) => Promise<void>,
) {
  await withFolder((served) =>
    withFolder((folder) =>
      withServedMock(served, [], async (written) => {
        for (const name of credentials) copyFileSync(join(dirname(written), name), join(folder, name));
        const config = parse(readFileSync(written, 'utf8')) as Config;
        const file = join(folder, 'nopan-certify.config.yaml');
        const change = (changes: Partial<Config>): string => {
          const target = { ...config.target, requestsPerSecond: 1000, ...changes.target };
          writeFileSync(file, stringify({ ...config, ...changes, target }));
          return file;
        };
        await use(folder, change, portalOf(served, config.organization));
      }),
    ),
  );
}

/** What a user does by hand in Nopan's portal: says where webhooks go. */
type Portal = (port: number) => Promise<Forwarder>;

const portalOf =
  (served: string, organization: string): Portal =>
  async (port) => {
    const read = (name: string) => readFileSync(join(served, name), 'utf8');
    const control = new Control({
      ...(JSON.parse(read('control.json')) as { url: string; secret: string }),
      trust: read('ca.pem'),
    });
    try {
      const { publicKey, privateKey } = generateKeyPair('P-256');
      const names = ['127.0.0.1'];
      const issued = await control.call('POST', '/certificates/server', { publicKey: publicKeyPem(publicKey), names });
      const tls = { key: privateKeyPem(privateKey), cert: issued['certificate'] as string };
      const forwarder = await startForwarder(tls, port);
      await control.call('PUT', `/organizations/${organization}/webhooks`, { endpoints: [{ url: forwarder.url }] });
      return forwarder;
    } finally {
      await control.close();
    }
  };

const exchangesOf = ({ scenarios }: Result) =>
  scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));

/** Every value of a member anywhere in the answers of a run. */
function answered(result: Result, name: string): Set<string> {
  const found = exchangesOf(result).flatMap(({ response }) => {
    const body = response?.body ?? '';
    return [...body.matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))].map(([, value = '']) => value);
  });
  return new Set(found);
}

/** The states of payments, asked of the target itself. */
async function statesOf(transactions: Iterable<string>, config: string): Promise<string[]> {
  const configuration = loadConfiguration({ file: config, environment: {} });
  const environment = await openEnvironment(await sandboxConnection({ configuration, clock: systemClock }));
  const conversation = new Conversation(environment, () => undefined);
  try {
    const states: string[] = [];
    for (const transactionId of transactions) {
      const { exchanged } = await conversation.call('payments/status', { parameters: { transactionId } });
      const { status } = exchanged.response?.json as { status?: string };
      states.push(status ?? 'none');
    }
    return states;
  } finally {
    await conversation.close();
    await environment.close();
  }
}

it('certifies a target that it knows by URL, CA and credentials alone, webhooks through a public URL among them', async () => {
  await withRemote(async (folder, configure, portal) => {
    const port = await freePort();
    const forwarder = await portal(port);
    try {
      const webhooks = { url: forwarder.url, listen: `127.0.0.1:${port}`, secret: '${file:webhook-secret}' };
      const config = configure({ webhooks, attestations });
      const run = async (...more: string[]) =>
        cli(['run', '--target', 'sandbox', '--config', config, '--quiet', '--out', folder, ...more]);

      const whole = await run();
      const result = readResult(folder);
      expect([whole.code, result.verdict, result.target.kind]).toEqual([0, 'CERTIFIED', 'sandbox']);
      const shown = await cli(['config', 'show', '--json', '--config', config]);
      expect(JSON.parse(shown.stdout)).toMatchObject({ digest: result.configurationDigest });
      expect(result.reasons).toEqual([
        expect.stringMatching(
          /^All mandatory requirements that this target can show are covered: \d+ requirements, \d+ scenarios\.$/,
        ),
      ]);
      expect(result.notes).toEqual([
        expect.stringMatching(
          /^\d+ mandatory requirements can be shown by a mock only, and not by this target: TOK-04, .*WHK-03/,
        ),
        expect.stringMatching(/^22 requirements are attested by a person: KEY-01, /),
      ]);
      const skipped = result.scenarios.filter(
        ({ outcome }) => outcome.status === 'FINISHED' && outcome.result === 'SKIPPED',
      );
      for (const { tags } of skipped) expect(tags.some((tag) => /^@needs:(clock|control)$/.test(tag))).toBe(true);
      expect(result.scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.deliveries)).length).toBeGreaterThan(
        4,
      );
      // What the last cancellations cause may come too late for this run's receiver.
      expect(new Set(forwarder.answered.filter((status) => status !== 502))).toEqual(new Set([202]));

      const transactions = answered(result, 'transactionId');
      expect(transactions.size).toBeGreaterThan(100);
      const states = await statesOf(transactions, config);
      expect(states.filter((state) => state === 'PENDING')).toEqual([]);

      await run('features/payments');
      const orders = answered(readResult(folder), 'clientTransactionId');
      const before = answered(result, 'clientTransactionId');
      expect(orders.size).toBeGreaterThan(10);
      expect([...orders].filter((order) => before.has(order))).toEqual([]);

      const parallel = await run('--parallel', '2');
      expect([parallel.code, parallel.stderr]).toEqual([2, expect.stringContaining('Webhooks arrive at one address')]);
    } finally {
      await forwarder.close();
    }
  });
});

it('is incomplete as long as nobody has attested what no scenario can show', async () => {
  await withRemote(async (folder, configure) => {
    const run = (config: string) =>
      cli(['run', '--target', 'sandbox', '--config', config, '--quiet', '--out', folder, 'features/versioning']);
    const { 'KEY-01': first, ...others } = attestations;

    expect((await run(configure({ attestations: others }))).code).toBe(4);
    expect(readResult(folder).reasons).toContain(
      '1 mandatory requirement needs an attestation in the configuration (attestations): KEY-01.',
    );
    const outcome = (id: string) => readResult(folder).requirements.find((each) => each.id === id);
    expect(outcome('KEY-02')).toMatchObject({
      outcome: {
        status: 'FINISHED',
        result: 'REVIEW',
        reason: `attested by Ada Example, engineer on ${attested.date}: A test`,
      },
      attestation: attested,
    });
    // Who answered is on record, as this process and its connections met it.
    const { official, identity } = readResult(folder).target;
    expect([official, identity?.trust, identity?.host]).toEqual([false, 'configured', '127.0.0.1']);
    expect(identity?.peers).toMatchObject([{ address: '127.0.0.1', port: identity?.port, protocol: 'TLSv1.3' }]);

    await run(configure({ attestations }));
    expect(first).toEqual(attested);
    expect(readResult(folder).notes.filter((note) => note.includes('attest'))).toEqual([
      expect.stringMatching(/^22 requirements are attested by a person: /),
    ]);
  });
});

it('is not begun without an access token, or where webhooks cannot be received', async () => {
  await withRemote(async (folder, configure) => {
    const run = async (change: Partial<Config>) => {
      const { code, stdout, stderr } = await cli([
        'run',
        '--target',
        'sandbox',
        '--config',
        configure(change),
        '--out',
        folder,
      ]);
      return [code, stdout, stderr.split('\n')[0]];
    };
    const signing = { privateKey: 'signing-key.pem', keyid: 'key-of-nobody' };
    expect(await run({ signing })).toEqual([1, '', 'nopan-certify: No access token was granted (ERR_TOKEN)']);
    const call = await cli(['call', 'payments/initiate', '--target', 'sandbox', '--config', configure({ signing })]);
    expect([call.code, call.stdout]).toEqual([1, expect.stringMatching(/^POST https:\S+\/auth\/token\n/)]);

    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const listen = `127.0.0.1:${(taken.address() as AddressInfo).port}`;
    const webhooks = { url: 'https://hooks.example.com/nopan', listen, secret: '${file:webhook-secret}' };
    expect(await run({ webhooks })).toEqual([
      3,
      '',
      `nopan-certify: The webhook receiver cannot listen on ${listen} (ERR_PORT)`,
    ]);
    await new Promise((resolve) => taken.close(resolve));
  });
});

it('is incomplete without a URL for webhooks, unless the integration uses none', async () => {
  await withRemote(async (folder, configure) => {
    const features = ['features/webhooks', 'features/versioning'];
    const run = (config: string) =>
      cli(['run', '--target', 'sandbox', '--config', config, '--quiet', '--out', folder, ...features]);

    expect((await run(configure({}))).code).toBe(4);
    const { reasons, target } = readResult(folder);
    expect(reasons).toContain(
      `5 mandatory requirements were skipped (${target.name} cannot show it: its webhooks do not arrive here, since the configuration names no URL for them (webhooks)): WHK-01, WHK-02, WHK-05, WHK-12, PAY-06.`,
    );

    await run(configure({ capabilities: ['refunds'] }));
    const result = readResult(folder);
    const webhooks = result.requirements.filter(({ stage }) => stage === 'webhooks');
    expect(new Set(webhooks.map(({ outcome }) => 'reason' in outcome && outcome.reason))).toEqual(
      new Set(['not applicable: the integration uses no webhooks']),
    );
    expect([...result.reasons, ...result.notes].filter((text) => text.includes('WHK'))).toEqual([
      expect.stringMatching(/^\d+ mandatory requirements do not apply, since the integration uses no .*WHK-01/),
    ]);
  });
});

it('skips what needs an endpoint that the target lacks, and says which', async () => {
  await withRemote(async (folder, change) => {
    const run = async (abilities: NonNullable<Config['target']['abilities']>) => {
      const config = change({ target: { abilities } as Config['target'] });
      await cli([
        'run',
        'features/payments/cancel.feature',
        '--target',
        'sandbox',
        '--config',
        config,
        '--out',
        folder,
      ]);
      return readResult(folder).scenarios.map(({ outcome }) => outcome);
    };
    const passed = { status: 'FINISHED', result: 'PASSED' };
    expect(await run(['mocking'])).toEqual([passed, passed, passed]);
    const [pending, authorized, declined] = await run([]);
    expect(pending).toEqual(passed);
    expect(authorized).toMatchObject({
      result: 'SKIPPED',
      reason: expect.stringMatching(
        / cannot show it: it has no endpoint that approves payments or arranges outcomes \(target\.abilities of the configuration\)$/,
      ) as string,
    });
    expect(declined).toEqual(authorized);
  });
});
