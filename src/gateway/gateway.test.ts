import { describe, expect, test } from 'vitest';
import { joined } from './behaviour.ts';
import { modeNames, modeOf } from './modes/modes.ts';
import { outcomeOf } from './outcome.ts';
import { runThrough } from './rig.ts';

const nobody = { id: 'org', signingKey: '' };
const timeout = 120_000;

describe('a run through a gateway', () => {
  test('that does everything which is right to do fails nowhere', { timeout }, async () => {
    const features = ['signing/answers', 'transport/connection', 'webhooks/notifications', 'payments/capture'];
    const ran = await runThrough(
      'together',
      features.map((name) => `features/${name}.feature`),
    );
    expect(outcomeOf(ran)).toMatchObject({ verdict: 'INCOMPLETE', exitCode: 4, isMet: true });
    const passed = ran.result?.scenarios.filter(({ outcome }) => 'result' in outcome && outcome.result === 'PASSED');
    expect(passed?.length).toBeGreaterThan(20);
    const deliveries = ran.result?.scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.deliveries));
    expect(deliveries?.length).toBeGreaterThan(3);
  });

  test('that is busy, broken or gone now and then goes on, and keeps every attempt', { timeout }, async () => {
    const ran = await runThrough('busy429mute,busy5xx', [
      'features/payments/capture.feature',
      'features/idempotency/retries.feature',
    ]);
    expect(outcomeOf(ran)).toMatchObject({ verdict: 'INCOMPLETE', exitCode: 4, isMet: true });
    const exchanges = ran.result?.scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges)) ?? [];
    const retried = exchanges.filter(({ retriedAfter }) => retriedAfter !== undefined);
    expect(new Set(retried.map(({ response }) => response?.status))).toContain(429);
  });

  test('that is down is the environment’s, and is reported', { timeout }, async () => {
    const ran = await runThrough('down', ['features/versioning']);
    expect(outcomeOf(ran)).toMatchObject({ verdict: 'INCOMPLETE', exitCode: 3, isMet: true });
    expect(ran.stderr).toMatch(
      /^nopan-certify: 503 Service Unavailable from https:\/\/[^ ]+, not signed \(ERR_TARGET\)$/m,
    );
    expect(ran.result?.reasons[0]).toMatch(
      /^The run met a fault outside any scenario: 503 Service Unavailable from .*, not signed \(ERR_TARGET\)\.$/,
    );
  });

  test('that rejects certificates by itself says which setting would fit', { timeout }, async () => {
    const ran = await runThrough('nocert400', ['features/transport/connection.feature']);
    expect(outcomeOf(ran)).toMatchObject({ verdict: 'INCOMPLETE', exitCode: 3, isMet: true });
    const failed = ran.result?.scenarios.flatMap(({ failure }) => failure ?? []) ?? [];
    expect(failed.map(({ advice }) => advice)).toEqual(
      Array.from(
        { length: 3 },
        () => expect.stringContaining('transport.missingCertificate to unsigned-error') as string,
      ),
    );
  });
});

test('modes have names of their own, and are joined', () => {
  expect(new Set(modeNames).size).toBe(modeNames.length);
  const { does, settings, expected } = modeOf('der,hookdup,nocert400set', nobody);
  expect(does.signing).toEqual({ encoding: 'der' });
  expect([does.onHook?.length, does.onRequest?.length]).toEqual([1, 1]);
  expect([settings, expected]).toEqual([{ 'transport.missingCertificate': 'unsigned-error' }, { exitCode: 0 }]);
  expect(modeOf('der,chunked', nobody).expected).toMatchObject({ exitCode: 3 });
  expect(() => modeOf('none,nothing', nobody)).toThrow('There is no mode nothing');
  expect(joined([]).onRequest).toEqual([]);
});
