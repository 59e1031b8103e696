import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCucumber } from '@cucumber/cucumber/api';
import type { PlannedScenario } from '../certification/run.ts';
import { cucumberEnvironment } from './environment.ts';
import { packageRoot } from '../contract/locations.ts';
import { CertifyError } from '../errors.ts';
import { utf8Text } from '../file-text.ts';
import { featureName } from './feature-name.ts';
import { FeatureIndex } from './feature-index.ts';
import type { Envelope, Message } from './recorder.ts';
import { everyFeature, sourcesOf } from './selection.ts';
import { noStepFiles } from './step-files.ts';

/** A scenario as a feature file has it. */
export interface WrittenScenario extends PlannedScenario {
  /** Where each of its tags stands, `file:line`: at the scenario, its feature or its examples. */
  readonly tagPlaces: Readonly<Record<string, string>>;
  readonly steps: readonly WrittenStep[];
}

export interface WrittenStep {
  readonly text: string;
  /** The rows of a table below it. */
  readonly table?: readonly (readonly string[])[];
}

/**
 * Reads the features of this package, those of the user's own folder, and those that are named beside them: whole files, whatever
 * lines are named.
 * No step file is loaded, and nothing is run.
 *
 * @throws ERR_FEATURE when a file is no Gherkin
 */
export async function readFeatures(paths: readonly string[] = [], ownFeatures?: string): Promise<WrittenScenario[]> {
  const index = new FeatureIndex();
  const pickles: Message<'pickle'>[] = [];
  const lines = new Map<string, number>();
  const errors: Message<'parseError'>[] = [];
  const read = ({ gherkinDocument, pickle, parseError }: Envelope): void => {
    if (gherkinDocument) {
      index.addDocument(gherkinDocument);
      for (const { id, location } of tagsIn(gherkinDocument)) lines.set(id, location.line);
    }
    if (pickle) {
      index.addPickle(pickle);
      pickles.push(pickle);
    }
    if (parseError) errors.push(parseError);
  };
  await runCucumber(readingOf([...everyFeature(ownFeatures), ...paths]), cucumberEnvironment(), read);
  for (const { message, source } of errors)
    throw unreadableFeature(message, source.uri ?? '', source.location?.line ?? 0);
  return pickles.map((pickle) => written(pickle, index, lines));
}

/** Messages tell of every scenario that is read; a tag expression that holds for none keeps Cucumber from preparing any. */
const readingOf = (paths: readonly string[]): Parameters<typeof runCucumber>[0] => ({
  sources: sourcesOf({ paths, tags: '@none and not @none', names: [] }),
  support: noStepFiles,
  runtime: {
    dryRun: true,
    failFast: false,
    filterStacktraces: true,
    parallel: 0,
    retry: 0,
    retryTagFilter: '',
    strict: false,
    worldParameters: {},
  },
  formats: { stdout: 'message', files: {}, publish: false, options: {} },
});

function tagsIn({
  feature,
}: Message<'gherkinDocument'>): { readonly id: string; readonly location: { line: number } }[] {
  const children = feature?.children ?? [];
  const rules = children.flatMap(({ rule }) => rule ?? []);
  const scenarios = [...children, ...rules.flatMap((rule) => rule.children)].flatMap(({ scenario }) => scenario ?? []);
  const examples = scenarios.flatMap((scenario) => scenario.examples);
  return [...(feature ? [feature] : []), ...rules, ...scenarios, ...examples].flatMap(({ tags }) => tags);
}

function written(pickle: Message<'pickle'>, index: FeatureIndex, lines: ReadonlyMap<string, number>): WrittenScenario {
  const scenario = index.scenarios.get(index.scenarioId(pickle.id)) as PlannedScenario;
  return {
    ...scenario,
    tagPlaces: Object.fromEntries(
      pickle.tags.map(({ name, astNodeId }) => [name, `${scenario.uri}:${lines.get(astNodeId) ?? scenario.line}`]),
    ),
    steps: pickle.steps.map(({ text, argument }) => {
      const rows = argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value));
      return { text, ...(rows && { table: rows }) };
    }),
  };
}

/** What is wrong with a feature that Cucumber cannot read: its encoding, or else what Cucumber says. */
export const unreadableFeature = (why: string, uri: string, line: number): CertifyError =>
  encodingFault(uri) ??
  new CertifyError('ERR_FEATURE', `The feature file cannot be read: ${why}`, {
    where: `${featureName(uri)}:${line}`,
    advice: 'Correct the Gherkin there; nothing was sent.',
  });

function encodingFault(uri: string): CertifyError | undefined {
  const file = resolve(packageRoot(), uri);
  try {
    utf8Text(readFileSync(existsSync(file) ? file : uri), { name: featureName(uri), code: 'ERR_FEATURE' });
  } catch (error) {
    if (error instanceof CertifyError) return error;
  }
  return undefined;
}
