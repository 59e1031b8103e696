import { describe, expect, it } from 'vitest';
import type { Exchange, Inputs, Result, ScenarioResult, StepResult } from '../contract/types/result.ts';
import { certifiedResult, emptyResult, referenceOf, sampleResult } from '../report/fixtures/sample.ts';
import { contradiction } from './contradiction.ts';
import { coherent } from './fixtures/coherent.ts';
import { profileSha256 } from './inconsistencies.ts';
import { judgedAgain, type Judgeable } from './judged-again.ts';

const judgeable = (result: Result): Judgeable => structuredClone(result) as Judgeable;

const scenarioOf = ({ scenarios }: Result, state: string): ScenarioResult => {
  const found = scenarios.find(({ outcome }) => 'result' in outcome && outcome.result === state);
  if (found === undefined) throw new Error(`The sample has no scenario that is ${state}`);
  return found;
};

const waiver = { owner: 'Ada', reason: 'a fix is on its way', reference: 'T-1', expires: '2026-12-31' };

const optionalOf = ({ requirements }: Result): Result['requirements'][number] => {
  const found = requirements.find(({ level }) => level !== 'MUST');
  if (found === undefined) throw new Error('The sample has no requirement that is optional');
  return found;
};

const passed = { status: 'FINISHED', result: 'PASSED' } as const;

const firstExchange = ({ scenarios: [scenario] }: Result): Exchange => {
  const exchange = scenario?.steps[0]?.exchanges[0];
  if (exchange === undefined) throw new Error('The sample has no exchange');
  return exchange;
};

const response = (result: Result): NonNullable<Exchange['response']> => {
  const { response: found } = firstExchange(result);
  if (found === undefined) throw new Error('The sample has no response');
  return found;
};

const stepsOf = ({ scenarios: [scenario] }: Result): StepResult[] => {
  if (scenario === undefined) throw new Error('The sample has no scenario');
  return scenario.steps;
};

it.each([
  ['one with every state', sampleResult],
  ['one that is certified', certifiedResult],
  ['one in which nothing was sent', emptyResult],
])('is none in an honest result: %s', (_, make) => {
  const result = judgeable(make());
  expect(contradiction(result)).toBeUndefined();
  expect(contradiction(result, referenceOf(make()))).toBeUndefined();
});

/** The changes since an earlier run, as their writer could not have found them. */
const withChanges = (changes: object) => (result: Judgeable) =>
  Object.assign(result, {
    changes: {
      baseline: { startedAt: result.startedAt, verdict: 'CERTIFIED', partial: false },
      requirements: [],
      ...changes,
      scenarios: {
        newlyFailing: [],
        fixed: [],
        added: [],
        removed: [],
        ...('scenarios' in changes && (changes.scenarios as object)),
      },
    },
  });

describe('is found where', () => {
  it.each<[what: string, change: (result: Judgeable) => unknown, problem: string]>([
    [
      'a requirement is said to be in another state now',
      withChanges({ requirements: [{ id: 'TLS-01', from: 'FAILED', to: 'WARNING' }] }),
      '/run/changes/requirements/0/to is "WARNING"; "TLS-01" is "PASSED"',
    ],
    [
      'a requirement is said to have changed, and has not',
      withChanges({ requirements: [{ id: 'TLS-01', from: 'PASSED', to: 'PASSED' }] }),
      '/run/changes/requirements/0 is "PASSED" before and after',
    ],
    [
      'a scenario is said to be fixed, and fails',
      (result) => withChanges({ scenarios: { fixed: [scenarioOf(result, 'FAILED').id] } })(result),
      '/run/changes/scenarios/fixed/0 is ',
    ],
    [
      'a scenario is said to be new, and is not there',
      withChanges({ scenarios: { added: ['a.feature:1'] } }),
      '/run/changes/scenarios/added/0 is "a.feature:1"; its state is ',
    ],
    [
      'the earlier run has no time',
      withChanges({ baseline: { startedAt: 'yesterday', verdict: 'CERTIFIED', partial: false } }),
      '/run/changes/baseline/startedAt is "yesterday"; it is no time',
    ],
    [
      'the verdict was changed',
      (result) => Object.assign(result, { verdict: 'CERTIFIED', exitCode: 0, reasons: ['All fine.'] }),
      '/certification/verdict is "CERTIFIED"; its steps and evidence give "NOT CERTIFIED"',
    ],
    [
      'the exit code was',
      (result) => (result.exitCode = 0),
      '/certification/exitCode is 0; its steps and evidence give 1',
    ],
    ['a reason was', (result) => result.reasons.shift(), '/run/reasons/0 is '],
    [
      'a scenario with a failed step passed',
      (result) => (scenarioOf(result, 'FAILED').outcome = passed),
      '/certification/scenarios/0/outcome/result is "PASSED"; its steps and evidence give "FAILED"',
    ],
    [
      'a scenario with a failure passed, and its steps with it',
      (result) => {
        const scenario = scenarioOf(result, 'FAILED');
        scenario.outcome = passed;
        for (const step of scenario.steps) step.status = 'PASSED';
      },
      '/certification/scenarios/0/outcome/result is "PASSED"; its steps and evidence give "FAILED"',
    ],
    [
      'a failure was removed from a failed step',
      (result) => delete scenarioOf(result, 'FAILED').failure,
      '/certification/scenarios/0/outcome/result is "FAILED"; its steps and evidence give "BLOCKED"',
    ],
    [
      'all evidence of a scenario was removed',
      (result) => {
        for (const step of scenarioOf(result, 'PASSED').steps) step.exchanges = step.deliveries = [];
      },
      '/outcome/result is "PASSED"; its steps and evidence give "REVIEW"',
    ],
    [
      'a failure is another scenario’s warning',
      (result) => (scenarioOf(result, 'FAILED').outcome = { status: 'FINISHED', result: 'WARNING' }),
      '/certification/scenarios/0/outcome/result is "WARNING"',
    ],
    [
      'a skip is excused that no need excuses',
      (result) => {
        const scenario = scenarioOf(result, 'SKIPPED');
        scenario.tags = scenario.tags.filter((tag) => !tag.startsWith('@needs:'));
      },
      '/outcome/result is "SKIPPED"; its steps and evidence give "REVIEW"',
    ],
    [
      'an ability was taken away that a skipped scenario needs and has',
      (result) => (result.basis.abilities = ['webhooks']),
      '/outcome/result is "SKIPPED"; its steps and evidence give "REVIEW"',
    ],
    [
      'a count was changed',
      (result) => (result.summary.scenarios.passed = 35),
      '/certification/summary/scenarios/passed is 35',
    ],
    ['evidence is miscounted', (result) => (result.summary.exchanges = 1), '/run/summary/exchanges is 1'],
    [
      'a requirement passed whose scenario failed',
      ({ requirements }) => {
        const failed = requirements.find(({ id }) => id === 'SIG-02');
        if (failed) failed.outcome = passed;
      },
      '/certification/requirements/6/outcome/result is "PASSED"; its steps and evidence give "FAILED"',
    ],
    [
      'a requirement was made optional',
      ({ requirements }) => {
        const failed = requirements.find(({ id }) => id === 'SIG-02');
        if (failed) failed.level = 'SHOULD';
      },
      '/certification/scenarios/0/outcome/result is "FAILED"; its steps and evidence give "WARNING"',
    ],
    [
      'the target is called official',
      ({ target }) => (target.official = true),
      '/certification/target/official is true',
    ],
    [
      'the target is called Nopan’s',
      (result) => {
        Object.assign(result.target, { kind: 'sandbox', baseUrl: 'https://api.sandbox.nopan.dev', official: true });
      },
      '/certification/basis/attestations is absent',
    ],
    [
      'a status was met that no exchange has',
      ({ coverage: { values } }) => values[0]?.seen.push({ value: '418', count: 1 }),
      '/certification/coverage/values/0/seen/',
    ],
    [
      'how often a status was met is wrong',
      ({ coverage }) => Object.assign(coverage.values[0]?.seen[0] ?? {}, { count: 999 }),
      '/run/coverage/values/0/seen/0/count is 999',
    ],
    ['the duration is wrong', (result) => (result.durationMs = 1), '/run/durationMs is 1'],
    ['it ended before it began', (result) => (result.finishedAt = '2026-01-18T12:00:00.000Z'), '/run/finishedAt is '],
    [
      'a time is of another form',
      (result) => (result.finishedAt = '2026-01-19T13:00:01.234+01:00'),
      '/run/finishedAt is ',
    ],
    [
      'the run was moved to another day',
      (result) =>
        Object.assign(result, { startedAt: '2026-02-19T12:00:00.000Z', finishedAt: '2026-02-19T12:00:01.234Z' }),
      '/run/scenarios/0/startedAt is "2026-01-19T12:00:00.100Z"; the run lasted from 2026-02-19',
    ],
    [
      'fewer scenarios are there than were planned',
      (result) => result.scenarios.pop(),
      '/certification/scenarios has 34 items; 35 were planned',
    ],
    [
      'scenarios were left out without a selection',
      (result) => result.basis.leftOut.push('a.feature:1'),
      '/certification/selection is absent',
    ],
    [
      'a shard is named that the selection does not name',
      (result) => (result.basis.shard = { index: 1, total: 1 }),
      '/certification/basis/shard is "1/1"; the selection names absent',
    ],
    [
      'the embedded mock has attestations',
      (result) => (result.basis.attestations = {}),
      '/certification/basis/attestations is there',
    ],
    [
      'the embedded mock has capabilities',
      (result) => (result.basis.capabilities = []),
      '/certification/basis/capabilities is there',
    ],
    [
      'a waiver is there that nobody may give',
      ({ requirements: [first] }) => {
        if (first) first.waiver = { ...waiver, standing: 'UNUSED' };
      },
      '/certification/requirements/0/waiver is there; TLS-01 cannot be waived',
    ],
    [
      'a waiver is there that no configuration could have given',
      (result) => {
        optionalOf(result).waiver = { ...waiver, standing: 'UNUSED' };
      },
      '/waiver is there; the embedded mock has no configuration',
    ],
    [
      'a waiver is there that nobody answers for',
      (result) => {
        optionalOf(result).waiver = { ...waiver, owner: '\u200b', standing: 'UNUSED' };
      },
      '/waiver/owner is "\\u200b"; a run takes the name of a person with at least two letters, not a placeholder',
    ],
    [
      'a waiver is there for no reason',
      (result) => {
        optionalOf(result).waiver = { ...waiver, reason: 'tbd', standing: 'UNUSED' };
      },
      '/waiver/reason is "tbd"; a run takes an explanation, not a placeholder',
    ],
    [
      'somebody attests who is nobody',
      ({ basis }) => (basis.attestations = { 'KEY-01': { by: ' ', date: '2026-06-30', note: 'looked at' } }),
      '/certification/basis/attestations/KEY-01/by is " "; a run takes the name of a person',
    ],
    [
      'tries are there of a run without repetitions',
      ({ scenarios: [first] }) => first && (first.tries = ['PASSED']),
      '/certification/scenarios/0/tries is there',
    ],
    [
      'the wire profile is another than its digest',
      ({ profile }) => (profile['signature.label'] = 'x'),
      '/certification/inputs/protocol is ',
    ],
    [
      'how to repeat a failure is another command',
      (result) => Object.assign(scenarioOf(result, 'FAILED').failure ?? {}, { repeat: 'rm -rf /' }),
      '/run/scenarios/0/failure/repeat is "rm -rf /"',
    ],
    [
      'a call went to another address',
      (result) => (firstExchange(result).request.url = 'https://api.nopan.io/x'),
      '/run/scenarios/0/steps/0/exchanges/0/request/url is an address at https://api.nopan.io',
    ],
    [
      'a status was changed that was signed',
      (result) => (response(result).status = 201),
      '/response/status is 201; 200 was signed',
    ],
    [
      'a body was changed that was signed',
      (result) => (response(result).body = '{"status":"ACCEPTED"}'),
      '/response/body is not the body whose digest was signed',
    ],
    [
      'a field was changed that was signed',
      (result) => (response(result).fields[0] = ['content-type', 'text/html']),
      '/response/fields have content-type: text/html',
    ],
    [
      'a signature verifies without a base',
      (result) => delete firstExchange(result).signature.response?.base,
      '/signature/response/verified is true; the record has no base',
    ],
    [
      'a signature verifies with a problem',
      (result) => Object.assign(firstExchange(result).signature.response ?? {}, { problem: 'p' }),
      '/signature/response/verified is true; the record names a problem: p',
    ],
    [
      'a signature verifies of no response',
      (result) => delete firstExchange(result).response,
      '/signature/response/verified is true; no response is on record',
    ],
    [
      'an exchange is there twice',
      (result) => stepsOf(result)[1]?.exchanges.push(structuredClone(firstExchange(result))),
      '/id is "F1.1"; another exchange or webhook has that id',
    ],
    [
      'an id is not that of its feature and line',
      ({ scenarios: [first] }) => first && (first.line = 1),
      '/certification/scenarios/0/id is ',
    ],
  ])('%s', (_, change, problem) => {
    const result = judgeable(sampleResult());
    change(result);
    expect(contradiction(result)).toContain(problem);
  });
});

describe('of a result of this version it is found where', () => {
  it.each<[what: string, change: (result: Judgeable) => unknown, problem: string]>([
    [
      'a step is missing',
      (result) => stepsOf(result).pop(),
      '/certification/scenarios/0/steps has 3 steps; the feature has 4',
    ],
    [
      'a step has other words',
      (result) => Object.assign(stepsOf(result)[2] ?? {}, { text: 'it is fine' }),
      '/certification/scenarios/0/steps/2/text is "it is fine"',
    ],
    [
      'a step that sends has sent nothing',
      (result) => Object.assign(stepsOf(result)[1] ?? {}, { exchanges: [] }),
      '/certification/scenarios/0/steps: the step "its status is asked for" passed',
    ],
    [
      'a tag was added',
      ({ scenarios: [first] }) => first?.tags.push('@x'),
      '/certification/scenarios/0/tags/2 is "@x"; the feature has absent',
    ],
    [
      'a name was changed',
      ({ scenarios: [first] }) => first && (first.name = 'x'),
      '/certification/scenarios/0/name is "x"',
    ],
    [
      'an ability is unknown',
      ({ basis }) => (basis.abilities = ['flying']),
      '/certification/basis/abilities names "flying"',
    ],
    [
      'a setting of the wire is another, and its digest with it',
      (result) => {
        result.profile['signature.label'] = 'x';
        result.inputs = { ...(result.inputs as Inputs), protocol: profileSha256(result.profile) };
      },
      '/certification/profile/signature.label is "x"; its steps and evidence give "nopan_sig"',
    ],
    ['an assumption is not told', (result) => result.assumptions.shift(), '/certification/assumptions/'],
    ['another plan is named', ({ basis }) => (basis.plan.digest = 'x'), '/certification/basis/plan/digest is "x"'],
  ])('%s', (_, change, problem) => {
    const result = judgeable(certifiedResult());
    change(result);
    const again = { ...result, summary: { ...result.summary, exchanges: count(result) } };
    expect(contradiction(recounted(again), referenceOf(certifiedResult()))).toContain(problem);
  });

  it('a scenario is missing, and nothing left it out', () => {
    const result = judgeable(emptyResult());
    expect(
      contradiction(result, { ...referenceOf(sampleResult()), requirements: referenceOf(result).requirements }),
    ).toContain('/certification/scenarios lacks "features/signing/signed-requests.feature:5"');
  });

  it.each([1, 2])('the same in a shard, which is known to lack it only if it is the whole run: 1/%i', (total) => {
    const result = judgeable(emptyResult());
    const { scenarios } = result.basis.plan;
    result.basis = { ...result.basis, shard: { index: 1, total }, own: { features: 'checks' } };
    result.basis.plan.scenarios = scenarios;
    result.selection = `--shard 1/${total}`;
    const again = judgeable({ ...result, ...judgedAgain(result) });
    const found = contradiction(again, {
      ...referenceOf(sampleResult()),
      requirements: referenceOf(result).requirements,
    });
    if (total === 1) expect(found).toContain('/certification/scenarios lacks ');
    else expect(found ?? '').not.toContain('/certification/scenarios lacks ');
  });

  it('a requirement is another', () => {
    const { requirements, ...reference } = referenceOf(certifiedResult());
    const changed = requirements.map((each) => ({ ...each, title: `${each.title}!` }));
    expect(contradiction(judgeable(certifiedResult()), { ...reference, requirements: changed })).toContain(
      '/certification/requirements/0/title is ',
    );
  });
});

it('a result of other features is judged by what it holds alone', () => {
  const reference = { ...referenceOf(emptyResult()), inputs: { features: 'x', specs: 'y' } };
  expect(contradiction(judgeable(certifiedResult()), reference)).toBeUndefined();
});

it('a media type may be sent with parameters and in capitals that are not signed', () => {
  const result = judgeable(sampleResult());
  const { signature } = firstExchange(result);
  const base = signature.response?.base?.replace('application/json; charset=utf-8', 'application/json') ?? '';
  Object.assign(signature.response ?? {}, { base });
  response(result).fields[0] = ['Content-Type', 'Application/JSON ; charset=utf-8'];
  expect(contradiction(result)).toBeUndefined();
});

it('one of another version may use other words, and must come to the same', () => {
  const reference = { ...referenceOf(sampleResult()), version: '0.2.0' };
  const result = judgeable(sampleResult());
  result.reasons = ['In other words.'];
  expect(contradiction(result, reference)).toBeUndefined();
  result.verdict = 'CERTIFIED';
  expect(contradiction(result, reference)).toBe(
    '/certification/verdict is "CERTIFIED"; its steps and evidence give "NOT CERTIFIED" (made by nopan-certify 0.1.0, judged by 0.2.0)',
  );
});

const count = ({ scenarios }: Result): number =>
  scenarios.flatMap(({ steps }) => steps.flatMap(({ exchanges }) => exchanges)).length;

/** Whoever forges evidence counts it again. */
function recounted(result: Judgeable): Judgeable {
  const { coverage } = coherent(result);
  return { ...result, coverage };
}
