import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import {
  certified,
  exchange,
  failed,
  failure,
  finished,
  planned,
  requirement,
  step,
  withSecond,
} from './fixtures/run.ts';
import { stateOf } from './outcome.ts';
import { certify, type CertificationInput } from './verdict.ts';

const conclusion = (input: CertificationInput) => {
  const { verdict, exitCode, reasons, notes } = certify(input);
  return { verdict, exitCode, reasons, notes };
};

const incomplete = (...reasons: string[]) => ({ verdict: 'INCOMPLETE', exitCode: 4, reasons, notes: [] as string[] });

const requirementState = (input: CertificationInput, id: string) =>
  certify(input)
    .requirements.filter((each) => each.id === id)
    .map(({ outcome }) => stateOf(outcome))[0];

const second = 'features/a.feature:9';
const unshown = (cause: string) => `1 mandatory requirement was ${cause}: SIG-02.`;

describe('a run without fault', () => {
  it('is certified when every requirement is shown by a scenario that passed', () => {
    expect(conclusion(certified())).toEqual({
      verdict: 'CERTIFIED',
      exitCode: 0,
      reasons: ['All mandatory requirements are covered: 3 requirements, 3 scenarios.'],
      notes: [],
    });
  });

  it('counts requirements, scenarios and evidence', () => {
    expect(certify(certified()).summary).toEqual({
      requirements: { total: 3, passed: 3, failed: 0, warning: 0, review: 0, skipped: 0, notRun: 0, interrupted: 0 },
      scenarios: { total: 3, passed: 3, failed: 0, warning: 0, review: 0, skipped: 0, notRun: 0, interrupted: 0 },
      exchanges: 3,
      deliveries: 0,
    });
  });
});

describe('a run against a mock that was broken on purpose', () => {
  const reason =
    'The mock was broken on purpose, so this certifies nothing: 2 defects, idempotency-ignored, hmac-missing.';
  const defects = ['idempotency-ignored', 'hmac-missing'];

  it('is never certified', () => {
    expect(conclusion(certified({ defects }))).toEqual(incomplete(reason));
  });

  it('is not certified when it is noticed', () => {
    const { verdict, exitCode, reasons } = conclusion(withSecond(failed(9), { defects }));
    expect([verdict, exitCode, reasons[1]]).toEqual(['NOT CERTIFIED', 1, reason]);
  });
});

describe('the traps in which Cucumber exits with 0', () => {
  it('a filter that selects nothing', () => {
    const { verdict, exitCode, reasons } = certify(certified({ planned: [], started: [], finished: [] }));
    expect([verdict, exitCode]).toEqual(['INCOMPLETE', 4]);
    expect(reasons).toEqual([
      'No scenario was selected, so nothing was shown.',
      '3 mandatory requirements were not exercised: SIG-01, SIG-02, TOK-01.',
    ]);
  });

  it('a step that skips itself without a reason', () => {
    const skipped = finished(9, { steps: [step(), step({ status: 'SKIPPED' })] });
    expect(conclusion(withSecond(skipped))).toEqual(
      incomplete(
        `1 scenario shows nothing, since it was skipped and gave no reason: ${second}.`,
        unshown('not judged'),
      ),
    );
  });

  it('a step that skips itself for a reason that the target does not give', () => {
    const skipped = finished(9, { steps: [step({ status: 'SKIPPED' })], skipReason: 'trust me' });
    expect(conclusion(withSecond(skipped))).toEqual(
      incomplete(
        `1 scenario shows nothing, since it skipped itself, and must not: trust me: ${second}.`,
        unshown('not judged'),
      ),
    );
  });

  it('a step that ends the process: the scenario begun and those after it never finish', () => {
    const { catalogue, planned: all, interrupted, faults } = certified();
    const lost = {
      catalogue,
      planned: all,
      interrupted,
      faults,
      leftOut: [],
      started: ['features/a.feature:3', second],
      finished: [finished(3)],
    };
    expect(conclusion(lost)).toEqual(
      incomplete(
        'Cucumber never reported the end of the run.',
        `1 of 3 planned scenarios finished; missing: ${second} (begun), features/a.feature:15.`,
        '1 mandatory requirement was cut short: SIG-02.',
        '1 mandatory requirement was not exercised: TOK-01.',
      ),
    );
  });

  it('a lost worker, for which Cucumber reports success', () => {
    expect(conclusion(withSecond(undefined, { completion: { success: true } }))).toEqual(
      incomplete(`2 of 3 planned scenarios finished; missing: ${second} (begun).`, unshown('cut short')),
    );
  });

  it.each([
    ['UNDEFINED', 'no step definition matches it'],
    ['PENDING', 'its step definition is not written yet'],
    ['AMBIGUOUS', 'several step definitions match it'],
    ['UNKNOWN', 'Cucumber gave it no result'],
  ] as const)('a step that is %s', (status, why) => {
    const input = withSecond(finished(9, { steps: [step(), step({ status, text: 'it flies' })] }));
    expect(conclusion(input)).toEqual(
      incomplete(
        `1 scenario shows nothing, since the step "it flies" was not run: ${why}: ${second}.`,
        unshown('not judged'),
      ),
    );
    expect(certify(input).scenarios[1]?.failure).toMatchObject({ class: 'configuration', step: 'When it flies' });
  });
});

describe('what else could pass for success', () => {
  it('a scenario that passed and left no evidence', () => {
    expect(conclusion(withSecond(finished(9, { steps: [step({ exchanges: [] })] })))).toEqual(
      incomplete(
        `1 scenario shows nothing, since it passed without an answer or a webhook on record: ${second}.`,
        unshown('not judged'),
      ),
    );
  });

  it('a scenario whose only call met silence', () => {
    const { id, spec, startedAt, request, signature, timings } = exchange;
    const silence = { id, spec, startedAt, request, signature, timings };
    expect(requirementState(withSecond(finished(9, { steps: [step({ exchanges: [silence] })] })), 'SIG-02')).toBe(
      'REVIEW',
    );
  });

  it('a webhook alone is evidence', () => {
    const delivery = {
      id: '1',
      receivedAt: exchange.startedAt,
      fields: [],
      body: '{}',
      hmacVerified: true,
      answeredWith: 202,
    };
    const steps = [step({ exchanges: [], deliveries: [delivery] })];
    expect(certify(withSecond(finished(9, { steps })))).toMatchObject({
      verdict: 'CERTIFIED',
      summary: { deliveries: 1 },
    });
  });

  it('a scenario without steps', () => {
    expect(conclusion(withSecond(finished(9, { steps: [] })))).toEqual(
      incomplete(`1 scenario shows nothing, since it has no steps: ${second}.`, unshown('not judged')),
    );
  });

  it('a selection that leaves a scenario out, even when the others show every requirement', () => {
    const input = certified({ leftOut: ['features/b.feature:3'] });
    expect(conclusion(input)).toEqual(incomplete('1 scenario was left out by the selection.'));
  });

  it('a shard, even when its scenarios show every requirement', () => {
    const input = certified({ shard: { index: 1, total: 2, elsewhere: ['features/b.feature:3'] } });
    expect(conclusion(input)).toEqual(incomplete('This is shard 1 of 2: 1 scenario was left to the others.'));
  });

  it('a run that was interrupted, even after its last scenario', () => {
    expect(conclusion(certified({ interrupted: true }))).toEqual(incomplete('The run was interrupted.'));
  });

  it('a failure that belongs to no scenario', () => {
    expect(conclusion(certified({ completion: { success: false } }))).toEqual(
      incomplete('Cucumber reported a failure that belongs to no scenario.'),
    );
  });

  it('a failure on record although every step passed', () => {
    expect(conclusion(withSecond(finished(9, { failure: failure() }))).verdict).toBe('NOT CERTIFIED');
  });

  it('a failed step that left no record', () => {
    const input = withSecond(finished(9, { steps: [step({ status: 'FAILED' })] }));
    expect(conclusion(input)).toEqual({
      verdict: 'INCOMPLETE',
      exitCode: 5,
      reasons: [`Not exercised: SIG-02: Scenario 9 (${second}): A step failed and did not say why`],
      notes: [],
    });
  });

  it('a better second try', () => {
    const input = certified({ finished: [finished(3), finished(9), failed(9), finished(15)] });
    expect(conclusion(input).reasons).toEqual([
      `Failed: SIG-02: Scenario 9 (${second}): The status is not the expected one`,
      `The scenario ${second} finished more than once.`,
    ]);
  });

  it('two planned scenarios that answer to one id', () => {
    expect(conclusion(certified({ planned: [...certified().planned, planned(9, '@SIG-02')] }))).toEqual(
      incomplete(`The scenario ${second} was planned more than once.`),
    );
  });

  it('a scenario that nobody planned', () => {
    expect(conclusion(certified({ finished: [...certified().finished, finished(99)] }))).toEqual(
      incomplete('The scenario features/a.feature:99 finished unplanned.'),
    );
  });
});

describe('the catalogue and the features', () => {
  it('a mandatory requirement that no scenario names', () => {
    expect(conclusion(certified({ catalogue: [...certified().catalogue, requirement('IDM-02')] }))).toEqual(
      incomplete('1 mandatory requirement was not exercised: IDM-02.'),
    );
  });

  it('an optional requirement may go without a scenario', () => {
    const catalogue = [...certified().catalogue, requirement('IDM-02', { level: 'SHOULD' })];
    expect(certify(certified({ catalogue }))).toMatchObject({
      verdict: 'CERTIFIED',
      summary: { requirements: { notRun: 1 } },
    });
  });

  it.each(['@SIG-77', '@SIG-2', '@sig-02', '@Sig-02'])(
    'a scenario that names %s, which is not in the catalogue',
    (tag) => {
      const plan = [...certified().planned, planned(21, '@SIG-01', tag)];
      expect(conclusion(certified({ planned: plan, finished: [...certified().finished, finished(21)] }))).toEqual(
        incomplete(`The scenario features/a.feature:21 names ${tag}, which is not in the catalogue.`),
      );
    },
  );

  it('a scenario that names no requirement', () => {
    const plan = [...certified().planned, planned(21, '@slow')];
    expect(conclusion(certified({ planned: plan, finished: [...certified().finished, finished(21)] }))).toEqual(
      incomplete('The scenario features/a.feature:21 names no requirement.'),
    );
  });

  it('an empty catalogue', () => {
    expect(conclusion(certified({ catalogue: [] })).reasons[0]).toBe('The requirement catalogue is empty.');
  });

  it('a requirement is shown by one passed scenario when another is skipped with a reason', () => {
    const plan = [...certified().planned, planned(21, '@SIG-02', '@needs:webhooks')];
    const skipped = finished(21, { steps: [step({ status: 'SKIPPED' })], skipReason: 'no webhooks' });
    const abilities = ['control', 'clock'];
    const input = certified({ planned: plan, finished: [...certified().finished, skipped], abilities });
    expect(certify(input)).toMatchObject({ verdict: 'CERTIFIED', summary: { scenarios: { skipped: 1 } } });
  });

  it('a requirement is not shown by one passed scenario when another never finished', () => {
    expect(requirementState(certified({ planned: [...certified().planned, planned(21, '@SIG-02')] }), 'SIG-02')).toBe(
      'NOT_RUN',
    );
  });
});

describe('capabilities', () => {
  const catalogue = [...certified().catalogue, requirement('MIT-01', { applies: 'mit' })];

  it('a requirement is mandatory for all that is not ruled out', () => {
    expect(conclusion(certified({ catalogue }))).toEqual(
      incomplete('1 mandatory requirement was not exercised: MIT-01.'),
    );
  });

  it('a requirement does not apply to an integration without the capability', () => {
    const result = certify(certified({ catalogue, capabilities: ['webhooks'] }));
    expect(result.verdict).toBe('CERTIFIED');
    expect(result.requirements[3]?.outcome).toEqual({
      status: 'FINISHED',
      result: 'SKIPPED',
      reason: 'not applicable: the integration uses no mit',
    });
  });

  it('says which mandatory requirements the configuration rules out', () => {
    const plan = [...certified().planned, planned(21, '@MIT-01')];
    const skipped = finished(21, { steps: [step({ status: 'SKIPPED' })], skipReason: 'not applicable' });
    const input = { catalogue, planned: plan, finished: [...certified().finished, skipped], capabilities: [] };
    expect(conclusion(certified(input)).notes).toEqual([
      '1 mandatory requirement does not apply, since the integration uses no mit: MIT-01.',
    ]);
  });

  it('says what of the user took part', () => {
    const own = { steps: 'my-steps', specs: 'my-specs', features: 'my-features' };
    expect(conclusion(certified({ own })).notes).toEqual([
      "Features of the user's own took part: my-features.",
      "Specs of the user's own took part: my-specs.",
      "Step files of the user's own took part: my-steps.",
    ]);
  });

  it('a scenario cannot declare its mandatory requirement not applicable', () => {
    const skipped = finished(9, { steps: [step({ status: 'SKIPPED' })], skipReason: 'not applicable: trust me' });
    expect(conclusion(withSecond(skipped)).verdict).toBe('INCOMPLETE');
  });

  it('a failure counts even where the requirement does not apply', () => {
    const input = certified({
      catalogue,
      capabilities: [],
      planned: [...certified().planned, planned(21, '@MIT-01')],
      finished: [...certified().finished, failed(21)],
    });
    expect(conclusion(input).verdict).toBe('NOT CERTIFIED');
  });
});

describe('a target that is no mock', () => {
  const skipped = finished(9, { steps: [step({ status: 'SKIPPED' })], skipReason: 'no clock' });
  const needing = (...tags: string[]) => {
    const input = withSecond(skipped);
    const plan = input.planned.map((each) => (each.id === second ? { ...each, tags: ['@SIG-02', ...tags] } : each));
    return { ...input, planned: plan, abilities: ['mocking'] };
  };

  it.each(['@needs:clock', '@needs:control'])(
    'is not held against what needs %s, and is said not to show it',
    (tag) => {
      expect(conclusion(needing(tag))).toEqual({
        verdict: 'CERTIFIED',
        exitCode: 0,
        reasons: ['All mandatory requirements that this target can show are covered: 2 requirements, 2 scenarios.'],
        notes: ['1 mandatory requirement can be shown by a mock only, and not by this target: SIG-02.'],
      });
    },
  );

  it('is incomplete without what a configuration can give it', () => {
    expect(conclusion(needing('@needs:webhooks'))).toEqual(incomplete(unshown('skipped (no clock)')));
  });

  it('need not notify what a response has said where a setting says that it does not', () => {
    const silent = { id: 'webhooks.synchronousOutcomes', value: 'silent', default: 'notified', status: 'assumed' };
    const assumptions = [{ ...silent, status: 'assumed', source: 'WHTYPES' } as const];
    const input = needing('@needs:synchronous-webhooks');
    expect(conclusion(input)).toEqual(incomplete(unshown('skipped (no clock)')));
    expect(conclusion({ ...input, assumptions })).toEqual({
      verdict: 'CERTIFIED',
      exitCode: 0,
      reasons: ['All mandatory requirements that this target can show are covered: 2 requirements, 2 scenarios.'],
      notes: [
        '1 mandatory requirement can be shown by a mock or by webhooks that tell what a response has said already, and not by this target: SIG-02.',
      ],
    });
  });

  it('is incomplete when it has what it takes, and the scenario skipped itself', () => {
    expect(conclusion({ ...needing('@needs:clock'), abilities: ['clock'] }).verdict).toBe('INCOMPLETE');
  });

  it('is incomplete when another scenario could have shown it and did not', () => {
    const input = needing('@needs:clock');
    const another = finished(21, { steps: [step({ status: 'SKIPPED' })], skipReason: 'no webhooks' });
    const both = { planned: [...input.planned, planned(21, '@SIG-02')], finished: [...input.finished, another] };
    expect(conclusion({ ...input, ...both }).verdict).toBe('INCOMPLETE');
  });
});

describe('failures', () => {
  const sentence = `Failed: SIG-02: Scenario 9 (${second}): The status is not the expected one`;

  it.each(['api', 'integration', 'configuration'] as const)('a failure of class %s exits with 1', (blame) => {
    expect(conclusion(withSecond(failed(9, { class: blame })))).toEqual({
      verdict: 'NOT CERTIFIED',
      exitCode: 1,
      reasons: [sentence],
      notes: [],
    });
  });

  it.each([
    ['environment', 3],
    ['harness', 5],
  ] as const)('a failure of class %s says nothing about the requirement, and exits with %i', (blame, exitCode) => {
    const input = withSecond(failed(9, { class: blame }));
    expect(conclusion(input)).toEqual({
      verdict: 'INCOMPLETE',
      exitCode,
      reasons: [sentence.replace('Failed', 'Not exercised')],
      notes: [],
    });
    expect(requirementState(input, 'SIG-02')).toBe('BLOCKED');
  });

  it('one failure of the API outweighs those of the environment and of the harness', () => {
    const all = [failed(3, { class: 'environment' }), failed(9), failed(15, { class: 'harness' })];
    expect(conclusion(certified({ finished: all })).exitCode).toBe(1);
  });

  it('a failure comes before what is missing, and wins', () => {
    const input = withSecond(failed(9), { interrupted: true });
    expect(conclusion(input)).toEqual({
      verdict: 'NOT CERTIFIED',
      exitCode: 1,
      reasons: [sentence, 'The run was interrupted.'],
      notes: [],
    });
  });

  it('fails the requirement although another scenario of it passed', () => {
    const plan = [...certified().planned, planned(21, '@SIG-02')];
    expect(
      requirementState(withSecond(failed(9), { planned: plan, finished: [failed(9), finished(21)] }), 'SIG-02'),
    ).toBe('FAILED');
  });

  it.each(['SHOULD', 'MAY'] as const)('a %s that fails is a warning', (level) => {
    const catalogue = [requirement('SIG-01'), requirement('SIG-02', { level }), requirement('TOK-01')];
    const result = certify(withSecond(failed(9), { catalogue, completion: { success: false } }));
    expect(result).toMatchObject({
      verdict: 'CERTIFIED',
      exitCode: 0,
      reasons: ['All mandatory requirements are covered: 2 requirements, 2 scenarios.'],
      notes: [`Warning: SIG-02: Scenario 9 (${second}): The status is not the expected one`],
      summary: { requirements: { warning: 1 }, scenarios: { warning: 1 } },
    });
  });

  it.each([
    ['environment', 'INCOMPLETE'],
    ['harness', 'INCOMPLETE'],
    ['configuration', 'NOT CERTIFIED'],
  ] as const)('a SHOULD that could not be judged, by a fault of class %s, is not softened', (blame, verdict) => {
    const catalogue = [requirement('SIG-01'), requirement('SIG-02', { level: 'SHOULD' }), requirement('TOK-01')];
    expect(conclusion(withSecond(failed(9, { class: blame }), { catalogue })).verdict).toBe(verdict);
  });

  it('a scenario of a MUST and a SHOULD fails both in their ways', () => {
    const input = withSecond(failed(9), {
      catalogue: [...certified().catalogue, requirement('SIG-09', { level: 'SHOULD' })],
      planned: [planned(3, '@SIG-01'), planned(9, '@SIG-02', '@SIG-09'), planned(15, '@TOK-01')],
    });
    expect([requirementState(input, 'SIG-02'), requirementState(input, 'SIG-09')]).toEqual(['FAILED', 'WARNING']);
  });
});

describe('faults outside any scenario', () => {
  it.each([
    ['configuration', 2],
    ['environment', 3],
    ['api', 4],
    ['integration', 4],
    ['harness', 5],
  ] as const)('a fault of class %s leaves the run incomplete and exits with %i', (blame, exitCode) => {
    const faults = [failure({ class: blame, code: 'ERR_TARGET', message: 'Nothing answers' })];
    expect(conclusion(certified({ faults }))).toEqual({
      verdict: 'INCOMPLETE',
      exitCode,
      reasons: ['The run met a fault outside any scenario: Nothing answers (ERR_TARGET).'],
      notes: [],
    });
  });
});

/** One thing taken from, or done to, one scenario of a run without fault. */
const damages: ((input: CertificationInput, index: number) => CertificationInput)[] = [
  (input, index) => ({ ...input, finished: input.finished.filter((_, at) => at !== index) }),
  (input, index) => ({ ...input, planned: input.planned.filter((_, at) => at !== index) }),
  (input, index) => ({ ...input, catalogue: input.catalogue.filter((_, at) => at !== index) }),
  (input, index) => replaced(input, index, { steps: [] }),
  (input, index) => replaced(input, index, { steps: [step({ exchanges: [] })] }),
  (input, index) => replaced(input, index, { failure: failure() }),
  ...(['FAILED', 'SKIPPED', 'PENDING', 'UNDEFINED', 'AMBIGUOUS', 'UNKNOWN'] as const).map(
    (status) => (input: CertificationInput, index: number) =>
      replaced(input, index, { steps: [step(), step({ status }), step()] }),
  ),
];

function replaced(input: CertificationInput, index: number, changes: object): CertificationInput {
  return {
    ...input,
    finished: input.finished.map((record, at) => (at === index ? { ...record, ...changes } : record)),
  };
}

const size = fc.integer({ min: 1, max: 12 });
const damaging = fc.tuple(size, fc.nat(), fc.constantFrom(...damages));

fuzz('no damage to a run of any size leaves it certified', damaging, ([count, at, damage]) => {
  const lines = Array.from({ length: count }, (_, index) => index + 1);
  const whole = certified({
    catalogue: lines.map((line) => requirement(`SIG-${String(line).padStart(2, '0')}`)),
    planned: lines.map((line) => planned(line, `@SIG-${String(line).padStart(2, '0')}`)),
    started: [],
    finished: lines.map((line) => finished(line)),
  });
  expect(certify(whole).exitCode).toBe(0);
  const damaged = certify(damage(whole, at % count));
  expect(damaged.verdict).not.toBe('CERTIFIED');
  expect(damaged.exitCode).not.toBe(0);
  expect(damaged.reasons.length).toBeGreaterThan(0);
});
