import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runCucumber } from '@cucumber/cucumber/api';
import type { PlannedScenario } from '../certification/run.ts';
import { unseenCharacters } from '../certification/unseen-characters.ts';
import { packageRoot } from '../contract/locations.ts';
import { shownPath } from '../contract/yaml-text.ts';
import { cucumberEnvironment } from './environment.ts';
import { CertifyError } from '../errors.ts';
import { exactly, noSources, noSupport, silentFormats } from './exact-files.ts';
import { utf8Text } from '../file-text.ts';
import { featureName } from './feature-name.ts';
import { FeatureIndex } from './feature-index.ts';
import type { Envelope, Message } from './recorder.ts';

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

/** The content of feature files. */
export interface Reading {
  readonly scenarios: readonly WrittenScenario[];
  /** The lines that name a scenario, its own and its example's, by its id. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  /** The ids of the scenarios of each file, by its absolute path. */
  readonly byFile: ReadonlyMap<string, readonly string[]>;
  /** What Cucumber says of each source: itself, its syntax tree and its scenarios. */
  readonly messages: readonly Envelope[];
}

/**
 * Reads feature files completely, without loading step files or running anything.
 *
 * @param files by absolute path
 * @throws ERR_FEATURE when a file is not Gherkin, has examples without rows, or a step of thousands of characters
 */
export async function readFeatures(files: readonly string[]): Promise<Reading> {
  const index = new FeatureIndex();
  const messages: Envelope[] = [];
  const pickles: Message<'pickle'>[] = [];
  const lines = new Map<string, number>();
  const empty: string[] = [];
  const errors: Message<'parseError'>[] = [];
  const read = (envelope: Envelope): void => {
    const { gherkinDocument, pickle, parseError, source } = envelope;
    if (gherkinDocument ?? pickle ?? source) messages.push(envelope);
    if (gherkinDocument) {
      index.addDocument(gherkinDocument);
      for (const { id, line } of nodesIn(gherkinDocument)) lines.set(id, line);
      empty.push(...withoutExamples(gherkinDocument));
    }
    if (pickle) {
      index.addPickle(pickle);
      pickles.push(pickle);
    }
    if (parseError) errors.push(parseError);
  };
  const unique = [...new Set(files)];
  await runCucumber(readingOf(unique), cucumberEnvironment(), read).catch((cause: unknown) => {
    throw errorWhileReading(cause);
  });
  for (const { message, source } of errors)
    throw unreadableFeature(message, source.uri ?? '', source.location?.line ?? 0);
  const [first] = empty;
  if (first !== undefined) throw emptyExamples(first);
  for (const pickle of pickles) if (pickle.steps.some(({ text }) => text.length > longestStep)) throw longStep(pickle);
  const byFile = new Map(unique.map((file) => [file, [] as string[]]));
  const root = packageRoot();
  for (const { id, uri } of pickles) byFile.get(resolve(root, uri))?.push(index.scenarioId(id));
  return {
    scenarios: pickles.map((pickle) => written(pickle, index, lines)),
    lines: new Map(
      pickles.map(({ id, astNodeIds }) => [index.scenarioId(id), astNodeIds.flatMap((node) => lines.get(node) ?? [])]),
    ),
    byFile,
    messages,
  };
}

/** @throws ERR_FEATURE for the first file that was found and holds no scenario */
export function assertScenarios({ byFile }: Reading, files: readonly string[]): void {
  const empty = files.find((file) => byFile.get(file)?.length === 0);
  if (empty === undefined) return;
  throw new CertifyError('ERR_FEATURE', `The file ${shownPath(empty)} holds no scenario, so it proves nothing`, {
    where: shownPath(empty),
    expected: 'a scenario in each feature file; nothing was sent',
    advice: 'Write one, or remove the file.',
  });
}

/** Collects the messages about every scenario without running it. */
const readingOf = (features: readonly string[]): Parameters<typeof runCucumber>[0] => ({
  sources: noSources,
  support: noSupport,
  plugins: exactly({ features, steps: [], runs: () => false }),
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
  formats: silentFormats,
});

type Document = Message<'gherkinDocument'>;

function scenariosIn({ feature }: Document): NonNullable<Children[number]['scenario']>[] {
  const children = feature?.children ?? [];
  const ruled = children.flatMap(({ rule }) => rule?.children ?? []);
  return [...children, ...ruled].flatMap(({ scenario }) => scenario ?? []);
}

type Children = NonNullable<Document['feature']>['children'];

/** Tags, scenarios and rows of examples, with their lines. */
function nodesIn(document: Document): { readonly id: string; readonly line: number }[] {
  const { feature } = document;
  const rules = (feature?.children ?? []).flatMap(({ rule }) => rule ?? []);
  const scenarios = scenariosIn(document);
  const examples = scenarios.flatMap((scenario) => scenario.examples);
  const tags = [...(feature ? [feature] : []), ...rules, ...scenarios, ...examples].flatMap((node) => node.tags);
  const rows = examples.flatMap(({ tableBody }) => tableBody);
  return [...tags, ...scenarios, ...rows].map(({ id, location: { line } }) => ({ id, line }));
}

/** Places of example tables without rows, which give no scenario. */
const withoutExamples = (document: Document): string[] =>
  scenariosIn(document)
    .flatMap(({ examples }) => examples)
    .filter(({ tableBody }) => tableBody.length === 0)
    .map(({ location: { line } }) => `${featureName(document.uri ?? '')}:${line}`);

function written(pickle: Message<'pickle'>, index: FeatureIndex, lines: ReadonlyMap<string, number>): WrittenScenario {
  const scenario = index.scenario(pickle.id);
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

const emptyExamples = (where: string): CertifyError =>
  new CertifyError('ERR_FEATURE', `The examples at ${where} have no rows, so they prove nothing`, {
    where,
    expected: 'at least one row in each table of examples; nothing was sent',
    advice: 'Add a row of examples, or remove the table.',
  });

/** Of a step without its table, in characters: Cucumber looks for expressions in all of it, which takes minutes for ten times as many. */
const longestStep = 2000;

const longStep = ({ uri, location }: Message<'pickle'>): CertifyError =>
  new CertifyError('ERR_FEATURE', `A step has more than ${longestStep} characters`, {
    where: `${featureName(uri)}:${location?.line ?? 0}`,
    expected: 'a sentence; nothing was sent',
    advice: 'Move what is long into a table, a doc string or a request spec.',
  });

/** Why Cucumber cannot read a feature: its encoding, or else Cucumber's message. */
const unreadableFeature = (why: string, uri: string, line: number): CertifyError =>
  encodingFault(uri) ??
  new CertifyError('ERR_FEATURE', `The feature file cannot be read: ${why}${unseenCharacters(gotten(why))}`, {
    where: `${featureName(uri)}:${line}`,
    advice: 'Correct the Gherkin there; nothing was sent.',
  });

/** The line that the parser rejects. */
const gotten = (why: string): string => /got '(.*)'$/s.exec(why)?.[1] ?? '';

function errorWhileReading(cause: unknown): CertifyError {
  const { message, path = '' } = cause as NodeJS.ErrnoException;
  return new CertifyError('ERR_FEATURE', `The feature files cannot be read: ${message}`, {
    ...(path !== '' && { where: shownPath(path) }),
    expected: 'feature files that this user may read',
    advice: 'Check the file and its permissions; nothing was sent.',
    cause,
  });
}

function encodingFault(uri: string): CertifyError | undefined {
  const file = resolve(packageRoot(), uri);
  try {
    utf8Text(readFileSync(existsSync(file) ? file : uri), { name: featureName(uri), code: 'ERR_FEATURE' });
  } catch (error) {
    if (error instanceof CertifyError) return error;
  }
  return undefined;
}
