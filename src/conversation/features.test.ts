import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCucumber } from '@cucumber/cucumber/api';
import { requirementIds } from '../certification/tags.ts';
import { loadRequirements } from '../certification/requirements.ts';
import { featuresDir, specsDir } from '../contract/locations.ts';
import { cucumberEnvironment } from '../runner/environment.ts';
import { loadSpecification } from './specification.ts';

type Pickle = NonNullable<Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0]['pickle']>;

const { schemas, protocol, tamperings } = loadSpecification();
const catalogue = loadRequirements(join(specsDir, 'requirements.yaml'), schemas);
const pickles: Pickle[] = [];

const tagsOf = ({ tags }: Pickle): string[] => tags.map(({ name }) => name);
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
  const stages = [...new Set(catalogue.map(({ stage }) => stage))].sort();
  expect(readdirSync(featuresDir).sort()).toEqual(stages);
  for (const pickle of pickles) expect(tagsOf(pickle)).toContain(`@stage:${pickle.uri.split('/')[1] ?? ''}`);
});

test('every requirement has a scenario, and every scenario names requirements of the catalogue', () => {
  const ids = catalogue.map(({ id }) => id);
  const shown = pickles.flatMap(requirementsOf);
  expect(ids.filter((id) => !shown.includes(id))).toEqual([]);
  expect([...new Set(shown)].filter((id) => !ids.includes(id))).toEqual([]);
  expect(pickles.filter((pickle) => requirementsOf(pickle).length === 0).map(({ name }) => name)).toEqual([]);
});

test('scenarios that move the clock or ask for a fresh organization say that they need it', () => {
  const needs = [
    [/ pass(es)?$/, '@needs:clock'],
    [/^an organization of my own$/, '@needs:control'],
    [/notified|notification/, '@needs:webhooks'],
    [/^the payer (approves|lacks)|(approved|authorized|captured|tokenized) payment/, '@needs:mocking'],
  ] as const;
  for (const pickle of pickles) {
    for (const [step, tag] of needs) {
      if (pickle.steps.some(({ text }) => step.test(text))) {
        expect(tagsOf(pickle), `${pickle.uri}: ${pickle.name}`).toContain(tag);
      }
    }
  }
});

describe('every way to spoil a request', () => {
  const secondTime = /three times, the second time (.+)$/;
  const rejections = new Map<string, Pickle>();

  beforeAll(() => {
    for (const pickle of pickles) {
      for (const { text } of pickle.steps) {
        const title = secondTime.exec(text)?.[1];
        if (title !== undefined) rejections.set(title, pickle);
      }
    }
  });

  test.each(tamperings.all.map((tampering) => [tampering.title, tampering] as const))('%s', (title, tampering) => {
    const pickle = rejections.get(title);
    expect(pickle && requirementsOf(pickle)).toContain(tampering.requirement);
    const { rejected } = tampering;
    const demanded =
      rejected === 'handshake'
        ? 'only the second is refused, by TLS itself'
        : `only the second is refused, with status ${protocol.errors[rejected].status} and reason code "${protocol.errors[rejected].reasonCode}"`;
    expect(pickle?.steps.map(({ text }) => text)).toContain(demanded);
  });
});

test('each feature says why it is there and which page it is from', () => {
  for (const file of readdirSync(featuresDir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.feature')) continue;
    const text = readFileSync(join(featuresDir, file), 'utf8');
    expect(text, file).toMatch(/^ {2}Nopan pages: [A-Z-]+(, [A-Z-]+)*$/m);
    expect(text, file).toMatch(/^Feature: .+\n {2}\S/m);
  }
});
