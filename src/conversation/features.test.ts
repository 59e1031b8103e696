import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCucumber } from '@cucumber/cucumber/api';
import { requirementIds } from '../certification/tags.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { featuresDir, packageRoot, requestsDir, requirementsFile } from '../contract/locations.ts';
import { appliesTo } from '../contract/tampering.ts';
import type { OperationClass } from '../contract/types/tampering.ts';
import { cucumberEnvironment } from '../runner/environment.ts';
import { loadSpecification } from './specification.ts';
import { distrusts } from './trial.ts';

type Pickle = NonNullable<Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0]['pickle']>;

const { schemas, protocol, tamperings, answerTamperings } = loadSpecification();
const catalogue = loadRequirements(requirementsFile, schemas);
const testable = catalogue.filter(({ review }) => review === undefined);
/** What a newcomer reads first goes through all stages. */
const walkthrough = 'features/integration-walkthrough.feature';
const pickles: Pickle[] = [];

const tagsOf = ({ tags }: Pickle): string[] => tags.map(({ name }) => name);
const stepsOf = ({ steps }: Pickle): string[] => steps.map(({ text }) => text);
const requirementsOf = (pickle: Pickle): string[] => requirementIds(tagsOf(pickle));

beforeAll(async () => {
  const support = { importPaths: [], requireModules: [], requirePaths: [], loaders: [] };
  const sources = { defaultDialect: 'en', paths: ['features/**/*.feature'], names: [], tagExpression: '' };
  const quick = { failFast: false, filterStacktraces: true, parallel: 0, retry: 0, retryTagFilter: '', strict: false };
  await runCucumber(
    {
      support,
      sources: { ...sources, order: 'defined' },
      runtime: { ...quick, dryRun: true, worldParameters: {} },
      formats: { stdout: 'message', files: {}, publish: false, options: {} },
    },
    cucumberEnvironment(),
    ({ pickle }) => {
      if (pickle) pickles.push(pickle);
    },
  );
});

test('there are features for every stage of the catalogue, tagged with it', () => {
  const stages = [...new Set(testable.map(({ stage }) => stage))].sort();
  const folders = readdirSync(featuresDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(stages);
  for (const pickle of pickles.filter(({ uri }) => uri !== walkthrough))
    expect(tagsOf(pickle)).toContain(`@stage:${pickle.uri.split('/')[1] ?? ''}`);
});

test('every requirement that is not left to a person has a scenario, and every scenario names requirements of the catalogue', () => {
  const ids = testable.map(({ id }) => id);
  const shown = pickles.flatMap(requirementsOf);
  expect(ids.filter((id) => !shown.includes(id))).toEqual([]);
  expect([...new Set(shown)].filter((id) => !ids.includes(id))).toEqual([]);
  expect(pickles.filter((pickle) => requirementsOf(pickle).length === 0).map(({ name }) => name)).toEqual([]);
});

/** Steps that wait for a webhook of a type; that of an approval is in no response. */
const notifiedBy = /^I am notified by /;

/** Steps after which a payment has its payer's approval. */
const approved = /^the payer approves|^an? (approved|authorized|captured|refunded|tokenized|charged) payment/;

test('scenarios that move the clock or ask for a fresh organization say that they need it', () => {
  const needs = [
    [/ pass(es)?$/, '@needs:clock'],
    [/^an organization of my own$/, '@needs:control'],
    [/^I .* with retries$/, '@needs:clock'],
    [/notified|notification/, '@needs:webhooks'],
    [/^the access token expires$/, '@needs:clock'],
    [/^the payer (lacks|decides)|^an? declined payment|will (be|fail) |^I arrange an outcome/, '@needs:mocking'],
    [/^the payer decides|^I approve it in the payer's place|^I am notified of the approval/, '@needs:approve'],
    [/^the payer declines/, '@needs:decline'],
    [/^the time to approve it is over/, '@needs:expire'],
    [approved, '@needs:approval'],
  ] as const;
  for (const pickle of pickles) {
    // Where outcomes can be arranged, or there is an endpoint for it, a payment can be approved.
    const tags = tagsOf(pickle).flatMap((tag) => (/mocking|approve/.test(tag) ? [tag, '@needs:approval'] : [tag]));
    for (const [step, tag] of needs) {
      if (pickle.steps.some(({ text }) => step.test(text))) {
        expect(tags, `${pickle.uri}: ${pickle.name}`).toContain(tag);
      }
    }
  }
});

test('no scenario asks more of its target than its steps do', () => {
  const calling = (step: RegExp) => (pickle: Pickle) => stepsOf(pickle).some((text) => step.test(text));
  const reasons: Readonly<Record<string, (pickle: Pickle) => boolean>> = {
    '@needs:mocking': calling(/^the payer (lacks|decides)|^an? declined payment|will (be|fail) |^I arrange an outcome/),
    '@needs:approval': calling(approved),
    '@needs:approve': (pickle) =>
      calling(/^the payer decides|^I approve it in the payer's place/)(pickle) ||
      // The approval is notified, or it must be that which keeps a payment from its expiry.
      calling(/^I am notified of the approval/)(pickle) ||
      (calling(/^the payer approves/)(pickle) && calling(/pass(es)?$/)(pickle)),
    '@needs:synchronous-webhooks': calling(notifiedBy),
    '@needs:decline': calling(/^the payer declines/),
    '@needs:expire': calling(/^the time to approve it is over/),
  };
  for (const pickle of pickles) {
    for (const tag of tagsOf(pickle))
      if (tag in reasons) expect(reasons[tag]?.(pickle), `${pickle.uri}: ${pickle.name}: ${tag}`).toBe(true);
  }
});

test('scenarios that wait for a webhook which tells what a response has said say so', () => {
  for (const pickle of pickles) {
    const texts = stepsOf(pickle);
    const isOtherwiseUnsaid = texts.some((text) => /^the payer declines|^more than the time that BLIK/.test(text));
    if (isOtherwiseUnsaid || !texts.some((text) => notifiedBy.test(text))) continue;
    expect(tagsOf(pickle), `${pickle.uri}: ${pickle.name}`).toContain('@needs:synchronous-webhooks');
  }
});

test('what others share the target with is fresh in each run', () => {
  /** Members that tell one thing from another at a target that others use, too. */
  const identifying =
    /^ +\|? ?"?(clientTransactionId|transactionId|client_id|processingAccountId|\S*payerId|\S*paymentToken|\S*oneTimeCode|reportId)"?(?: *\| *|: *)(.*?)(?: *\|)?$/;
  const allowed = /^'?(\$\{[A-Za-z.]+\}|absent|abc|null|\/.*)?'?,?$/;
  for (const [dir, kind] of [
    [featuresDir, '.feature'],
    [requestsDir, '.yaml'],
  ] as const) {
    for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith(kind)) continue;
      for (const line of readFileSync(join(dir, file), 'utf8').split('\n')) {
        const [, name, value = ''] = identifying.exec(line) ?? [];
        if (name !== undefined) expect(value, `${file}: ${line}`).toMatch(allowed);
      }
    }
  }
});

describe('every way to spoil a request, in every class that it applies to', () => {
  /** Phrases of the calls that stand for a class. */
  const calls = { get: 'ask for its status', form: 'obtain an access token', json: 'start a payment' } as const;
  const spoilt = (operation: OperationClass, title: string) =>
    `I ${calls[operation]} three times, the second time ${title}`;
  const cases = tamperings.all.flatMap((tampering) =>
    appliesTo(tampering).map((operation) => [spoilt(operation, tampering.title), tampering] as const),
  );

  test.each(cases)('%s', (step, { requirement, rejected, credential }) => {
    const found = pickles.filter((pickle) => stepsOf(pickle).includes(step));
    expect(found).toHaveLength(1);
    const [pickle] = found as [Pickle];
    expect(requirementsOf(pickle)).toEqual([requirement]);
    expect(tagsOf(pickle).includes('@needs:control')).toBe(
      credential !== undefined && credential !== 'token-for-reading',
    );
    const demanded =
      rejected === 'handshake'
        ? 'only the second is refused, by TLS itself'
        : `only the second is refused, with status ${protocol.errors[rejected].status} and reason code "${protocol.errors[rejected].reasonCode}"`;
    expect(stepsOf(pickle).map((text) => text.replace(/, unless "signature\.\w+" is .*$/, ''))).toContain(demanded);
  });

  test('and no other', () => {
    const known = cases.map(([step]) => step);
    const steps = pickles.flatMap(stepsOf).filter((text) => /three times, the second time (?!answered)/.test(text));
    expect(steps.filter((step) => !known.includes(step))).toEqual([]);
  });
});

describe('every way to spoil an answer', () => {
  const spoilt = (title: string) => `I start a payment three times, the second time answered ${title}`;
  const reasonOf = (code: string) => Object.entries(distrusts).find(([, noticed]) => noticed === code)?.[0] ?? code;

  test.each(answerTamperings.all.map((tampering) => [spoilt(tampering.title), tampering] as const))(
    '%s',
    (step, { requirement, noticed }) => {
      const found = pickles.filter((pickle) => stepsOf(pickle).includes(step));
      expect(found).toHaveLength(1);
      const [pickle] = found as [Pickle];
      expect(requirementsOf(pickle)).toEqual([requirement]);
      expect(tagsOf(pickle)).toContain('@needs:control');
      expect(stepsOf(pickle)).toContain(`only the second answer is not trusted, since ${reasonOf(noticed)}`);
    },
  );

  test('and no other', () => {
    const known = answerTamperings.all.map(({ title }) => spoilt(title));
    const steps = pickles.flatMap(stepsOf).filter((text) => text.includes('the second time answered'));
    expect(steps.filter((step) => !known.includes(step))).toEqual([]);
  });
});

test('each feature says why it is there and which page it is from', () => {
  for (const file of readdirSync(featuresDir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.feature')) continue;
    const text = readFileSync(join(featuresDir, file), 'utf8');
    const pages = /^ {2}Nopan pages: [A-Z-]+(, [A-Z-]+)*$/m;
    expect([file, 'has "Nopan pages: …"', pages.test(text)]).toEqual([file, 'has "Nopan pages: …"', true]);
    const why = /^Feature: .+\n {2}\S/m;
    expect([file, 'says why it is there', why.test(text)]).toEqual([file, 'says why it is there', true]);
  }
});

test('the README shows as many requirements and scenarios as there are', () => {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const [all, requirements, scenarios] = [catalogue.length, testable.length, pickles.length].map(String);
  const manual = catalogue.filter((each) => !testable.includes(each));
  const must = manual.filter(({ level }) => level === 'MUST').length;
  // The lines alone: a failure that quotes the whole README helps nobody.
  const shown = readme.split('\n').filter((line) => /^ *(?:requirements|scenarios) +\d|are covered:/.test(line));
  expect(shown).toEqual([
    `  requirements ${requirements} passed, ${String(manual.length)} open for attestation (${String(must)} MUST) of ${all}`,
    `  scenarios    ${scenarios} passed of ${scenarios}`,
    `  - All mandatory requirements are covered: ${requirements} requirements, ${scenarios} scenarios.`,
  ]);
});
