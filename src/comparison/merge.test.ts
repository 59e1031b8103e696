import { describe, expect, it } from 'vitest';
import { basisOf } from '../certification/basis.ts';
import { coverageOf } from '../certification/coverage.ts';
import { certified, failed, finished, requirement } from '../certification/fixtures/run.ts';
import type { Universe } from '../certification/universe.ts';
import { certify, type CertificationInput } from '../certification/verdict.ts';
import type { Result, Subject } from '../contract/types/result.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { CertifyError } from '../errors.ts';
import { merge } from './merge.ts';

const universe: Universe = {
  operations: { 'payments/status': ['200', '404', 'default'] },
  statuses: ['200', '404'],
  reasonCodes: [],
  webhookTypes: [],
  providers: [],
  settings: {},
};

const plan = { scenarios: 3, digest: 'abc' };

function resultOf(input: CertificationInput, changes: Partial<Result> = {}): Result {
  const { tool, target, profile, assumptions, startedAt, finishedAt, durationMs } = certifiedResult();
  const certification = certify(input);
  return {
    ...{ tool, target, profile, assumptions, startedAt, finishedAt, durationMs },
    ...certification,
    basis: basisOf(input, plan),
    coverage: coverageOf(certification.scenarios, universe),
    ...changes,
  };
}

/** What each of several runs would have left of what one run leaves. */
function dealt(whole: CertificationInput, total: number): Result[] {
  return Array.from({ length: total }, (_, place) => {
    const own = whole.planned.filter((_, position) => position % total === place).map(({ id }) => id);
    const isOwn = ({ id }: { readonly id: string }): boolean => own.includes(id);
    const elsewhere = whole.planned.map(({ id }) => id).filter((id) => !own.includes(id));
    return resultOf(
      {
        ...whole,
        shard: { index: place + 1, total, elsewhere },
        planned: whole.planned.filter(isOwn),
        started: whole.started.filter((id) => own.includes(id)),
        finished: whole.finished.filter(isOwn),
      },
      { selection: `--shard ${place + 1}/${total}` },
    );
  });
}

const named = (results: readonly Result[]) => results.map((result, index) => ({ file: `${index + 1}.json`, result }));

function refusal(results: readonly Result[]) {
  try {
    merge(named(results));
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const { code, message, where, expected, actual } = error;
    return { code, message, where, ...(expected && { expected }), ...(actual && { actual }) };
  }
  return undefined;
}

const scheme = 'http-message-signature';
const unfinished = { ...certified({ scheme }), finished: [finished(3), finished(15)] };

function unended(): CertificationInput {
  const input = { ...certified({ scheme }) };
  delete (input as { completion?: unknown }).completion;
  return input;
}

/** With a failure, and a waiver of its requirement that holds to the end of a day. */
const waivedRun = (expires: string): CertificationInput => ({
  ...certified({ scheme, finished: [finished(3), failed(9), finished(15)] }),
  waived: {
    waivers: { 'SIG-02': { owner: 'Ada Example', reason: 'a fix is on its way', reference: 'T-1', expires } },
    day: '2026-01-19',
  },
});

describe('merge', () => {
  it.each<[string, CertificationInput]>([
    ['a certified run', certified({ scheme })],
    [
      'a failed one',
      { ...certified({ scheme }), finished: [finished(3), failed(9), finished(15)], completion: { success: false } },
    ],
    ['a run with a scenario that did not finish', unfinished],
    ['an interrupted one', { ...unfinished, interrupted: true }],
    [
      'a scenario that skipped itself',
      {
        ...certified({ scheme, abilities: ['control'] }),
        finished: [
          finished(3),
          finished(9, {
            steps: [{ keyword: 'Given', text: 'a', status: 'SKIPPED', durationMs: 0, exchanges: [], deliveries: [] }],
            skipReason: 'no clock',
          }),
          finished(15),
        ],
      },
    ],
    [
      'a scenario that finished twice',
      { ...certified({ scheme }), finished: [finished(3), finished(9), finished(9), finished(15)] },
    ],
    ['a selection', certified({ scheme, leftOut: ['features/b.feature:3'] })],
    [
      'a fault outside',
      certified({ scheme, faults: [{ class: 'harness', code: 'ERR_HARNESS', message: 'A hook failed' }] }),
    ],
    ['a mock that was broken', certified({ scheme, defects: ['digest-ignored'] })],
    [
      'attestations',
      certified({
        scheme,
        catalogue: [...certified().catalogue, requirement('KEY-01', { review: { because: 'x', attest: 'y' } })],
        attestations: { 'KEY-01': { by: 'Ada', date: '2026-01-05', note: 'z' } },
      }),
    ],
    [
      'one that is not attested',
      certified({
        scheme,
        catalogue: [...certified().catalogue, requirement('KEY-01', { review: { because: 'x', attest: 'y' } })],
        attestations: {},
      }),
    ],
    [
      'capabilities',
      certified({
        scheme,
        catalogue: [...certified().catalogue, requirement('REF-01', { applies: 'refunds' })],
        capabilities: [],
      }),
    ],
    [
      'a requirement without a scenario',
      certified({ scheme, catalogue: [...certified().catalogue, requirement('REF-01')] }),
    ],
    ['a run that Cucumber did not end', unended()],
    ['a waived failure', waivedRun('2026-01-19')],
    ['a waiver that expired', waivedRun('2026-01-18')],
    ['a waiver that matches nothing', { ...waivedRun('2026-01-19'), finished: certified().finished }],
    ['features of the user’s own', certified({ scheme, own: { features: 'mine' } })],
  ])('makes of the shards of %s what one run would have left', (_, input) => {
    const whole = resultOf(input);
    const [one, two] = dealt(input, 2) as [Result, Result];
    expect(merge(named([one, two]))).toEqual(whole);
    expect(merge(named([two, one]))).toEqual(whole);
    if (input.completion) expect(merge(named(dealt(input, 3)))).toEqual(whole);
  });

  it('takes the first start and the last end', () => {
    const [one, two] = dealt(certified({ scheme }), 2) as [Result, Result];
    two.startedAt = '2026-01-19T11:59:58.000Z';
    expect(merge(named([one, two]))).toMatchObject({
      startedAt: '2026-01-19T11:59:58.000Z',
      finishedAt: '2026-01-19T12:00:01.234Z',
      durationMs: 3234,
    });
  });

  it('counts what all have met, and leaves unseen what none has', () => {
    const [one, two] = dealt(certified({ scheme }), 2) as [Result, Result];
    one.coverage.values = [{ name: 'statuses', seen: [{ value: '404', count: 2 }], unseen: ['200', '409'] }];
    two.coverage.values = [
      {
        name: 'statuses',
        seen: [
          { value: '200', count: 1 },
          { value: '404', count: 3 },
        ],
        unseen: ['409'],
      },
    ];
    expect(merge(named([one, two])).coverage.values).toEqual([
      {
        name: 'statuses',
        seen: [
          { value: '200', count: 1 },
          { value: '404', count: 5 },
        ],
        unseen: ['409'],
      },
    ]);
  });

  it('names who ran the first one, and the configuration that all have in common', () => {
    const operator = (user: string) => ({ user, node: 'v20.19.0', platform: 'linux x64' });
    const shards = dealt(certified({ scheme }), 2);
    const merged = (...digests: readonly string[]) =>
      merge(
        named(
          shards.map((shard, place) => ({
            ...shard,
            operator: operator(`user ${place + 1}`),
            configurationDigest: digests[place] ?? '',
          })),
        ),
      );
    expect(merged('a', 'a')).toMatchObject({ operator: operator('user 1'), configurationDigest: 'a' });
    expect(merged('a', 'b')).not.toHaveProperty('configurationDigest');
  });

  it('says who is certified, wherever the configuration of each job lies, and merges no two of them', () => {
    const shards = dealt(certified({ scheme }), 2);
    const by = (...subjects: readonly Subject[]) =>
      named(shards.map((shard, place) => ({ ...shard, subject: subjects[place] ?? {} })));
    const subject = (organization: string, where: string): Subject => ({
      organization,
      processingAccounts: [{ id: 'pa-1', where }],
    });
    const [one, moved, other] = [
      subject('org-1', 'a.yaml:3'),
      subject('org-1', 'b.yaml:3'),
      subject('org-2', 'a.yaml:3'),
    ];
    expect(merge(by(one, moved)).subject).toEqual(one);
    expect(() => merge(by(one, other))).toThrow(/subjects/);
  });

  it('counts the scenarios that all shards passed over', () => {
    const { basis, reasons } = merge(named(dealt({ ...unfinished, passedOver: 1 }, 2)));
    expect(basis?.passedOver).toBe(2);
    expect(reasons[0]).toMatch(/^The same precondition failed again and again: 2 scenarios /);
  });

  it('keeps what was selected beside the shard', () => {
    const shards = dealt(certified({ scheme }), 2);
    for (const [place, shard] of shards.entries()) shard.selection = `--tags @a --shard ${place + 1}/2`;
    expect(merge(named(shards)).selection).toBe('--tags @a');
  });

  it('tells a fault of all shards once', () => {
    const fault = { class: 'configuration', code: 'ERR_FEATURE', message: 'An outline has no examples' } as const;
    expect(merge(named(dealt(certified({ scheme, faults: [fault] }), 3))).faults).toEqual([fault]);
  });
});

describe('merge refuses', () => {
  const three = (): [Result, Result, Result] => dealt(certified({ scheme }), 3) as [Result, Result, Result];

  it('a result of no shard', () => {
    expect(refusal([resultOf(certified({ scheme }))])).toMatchObject({
      ...{ code: 'ERR_INPUT', message: 'This result is not from a sharded run', where: '1.json' },
    });
  });

  it('a shard that is there twice', () => {
    const [one, two] = three();
    expect(refusal([one, two, structuredClone(one)])).toEqual({
      ...{ code: 'ERR_INPUT', message: 'Duplicate shard 1 of 3', where: '1.json, 3.json' },
      expected: 'one result of each shard',
    });
  });

  it('less than all', () => {
    const [, two] = three();
    expect(refusal([two])).toMatchObject({ message: 'Shards are missing: 1/3, 3/3', where: '1.json' });
  });

  it.each<[string, string, string, (result: Result) => void]>([
    ['versions of nopan-certify', '0.1.0', '0.0.9', ({ tool }) => (tool.version = '0.0.9')],
    [
      'targets',
      'name: embedded mock of Nopan (unofficial)',
      'name: another',
      ({ target }) => (target.name = 'another'),
    ],
    [
      'profiles',
      'signature.label: nopan_sig',
      'signature.label: x',
      ({ profile }) => (profile['signature.label'] = 'x'),
    ],
    ['catalogues', '{"id":"SIG-01"', '{"id":"SIG-09"', ({ requirements: [first] }) => first && (first.id = 'SIG-09')],
    ['selections', 'everything', '--tags @a', (result) => (result.selection = '--tags @a --shard 2/3')],
    ['features', 'abc', 'def', ({ basis }) => basis && (basis.plan = { ...plan, digest: 'def' })],
    ['seeds', 'none', '42', (result) => (result.seed = '42')],
    ['capabilities', 'none', '["refunds"]', ({ basis }) => basis && (basis.capabilities = ['refunds'])],
    ['defects', 'none', '["x"]', ({ basis }) => basis && (basis.defects = ['x'])],
    ['numbers of shards', '3', '4', ({ basis }) => basis?.shard && (basis.shard.total = 4)],
  ])('other %s', (what, expected, actual, change) => {
    const [one, two, three_] = structuredClone(three());
    change(two);
    const refused = refusal([one, two, three_]);
    expect(refused).toMatchObject({
      ...{
        code: 'ERR_INPUT',
        message: `The shards are not of the same run: their ${what} differ`,
        where: '1.json, 2.json',
      },
    });
    expect(refused?.expected?.startsWith(expected)).toBe(true);
    expect(refused?.actual?.startsWith(actual)).toBe(true);
  });

  it('no other address of a mock, which picks its port', () => {
    const [one, two, three_] = three();
    two.target.baseUrl = 'https://127.0.0.1:1';
    expect(refusal([one, two, three_])).toBeUndefined();
    for (const { target } of [one, two, three_]) target.kind = 'sandbox';
    expect(refusal([one, two, three_])?.message).toBe('The shards are not of the same run: their targets differ');
  });

  const inputs = {
    ...{ features: 'a', specs: 'b', steps: 'c', configuration: 'd', protocol: 'e' },
    ...{ customFeatures: 'f', customSpecs: 'g', customSteps: 'h' },
  };

  it.each([
    ['features', 'features of nopan-certify'],
    ['specs', 'specs of nopan-certify'],
    ['steps', 'step definitions of nopan-certify'],
    ['configuration', 'configurations'],
    ['protocol', 'wire profiles'],
    ['customFeatures', 'your own features'],
    ['customSpecs', 'your own specs'],
    ['customSteps', 'your own step files'],
  ])('shards whose %s are other ones by content', (name, what) => {
    const shards = three().map((shard) => ({ ...shard, inputs }));
    expect(refusal(shards)).toBeUndefined();
    const [one, two, three_] = shards as [Result, Result, Result];
    expect(refusal([one, { ...two, inputs: { ...inputs, [name]: 'x' } }, three_])).toEqual({
      ...{ code: 'ERR_INPUT', message: `The shards are not of the same run: their ${what} differ` },
      ...{ where: '1.json, 2.json', expected: inputs[name as keyof typeof inputs], actual: 'x' },
    });
  });

  it('shards of different days', () => {
    const [one, two, three_] = three();
    three_.finishedAt = '2026-01-19T12:00:01.235Z';
    one.startedAt = '2026-01-18T12:00:01.235Z';
    expect(refusal([one, two, three_])).toBeUndefined();
    one.startedAt = '2026-01-18T12:00:01.234Z';
    expect(refusal([one, two, three_])).toEqual({
      ...{ code: 'ERR_INPUT', message: 'The shards were run more than 24 hours apart' },
      where: '1.json, 3.json',
      expected: 'at most 24 hours from the first start to the last end',
      actual: '2026-01-18T12:00:01.234Z to 2026-01-19T12:00:01.235Z',
    });
  });

  it('no waiver that one old shard would let hold: the last end decides', () => {
    const shards = dealt(waivedRun('2026-01-19'), 2) as [Result, Result];
    expect(merge(named(shards)).verdict).toBe('CERTIFIED');
    for (const shard of shards) shard.finishedAt = '2026-01-20T00:00:00.000Z';
    shards[0].finishedAt = '2026-01-19T12:00:01.234Z';
    expect(merge(named(shards)).reasons[0]).toMatch(/^The waiver of SIG-02 expired on 2026-01-19: /);
  });

  it('a shard that has lost a scenario', () => {
    const shards = three();
    shards[1].scenarios = [];
    expect(refusal(shards)).toMatchObject({
      ...{ message: 'The result does not hold the scenarios that fell to its shard', where: '2.json' },
      ...{ expected: '1 of 3 scenarios', actual: '0' },
    });
  });
});
