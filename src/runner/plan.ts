import { relative } from 'node:path';
import { loadSources, type ISourcesCoordinates } from '@cucumber/cucumber/api';
import type { PlannedScenario } from '../certification/run.ts';
import { featuresDir, packageRoot } from '../contract/locations.ts';
import { CertifyError } from '../errors.ts';
import { cucumberEnvironment } from './environment.ts';
import { featureName } from './feature-name.ts';
import { dealtTo, shardText, type Shard } from './shard.ts';

/** Which scenarios to run; empty values select everything. */
export interface Selection {
  /** Feature files, each with or without the line of one scenario behind it: `features/signing/requests.feature:12`. */
  readonly paths: readonly string[];
  /** A Cucumber tag expression, such as `@stage:signing and not @needs:clock`. */
  readonly tags: string;
  /** Regular expressions of which a scenario's name must match one. */
  readonly names: readonly string[];
  /** A folder of features besides ours; they are part of everything. */
  readonly ownFeatures?: string;
  /** The part of what is selected so far that this run takes on; absent: all of it. */
  readonly shard?: Shard;
}

export function sourcesOf(selection: Selection): ISourcesCoordinates {
  return {
    defaultDialect: 'en',
    paths: selection.paths.length > 0 ? [...selection.paths] : everyFeature(selection.ownFeatures),
    names: [...selection.names],
    tagExpression: selection.tags,
    order: 'defined',
    ...(selection.shard && { shard: shardText(selection.shard) }),
  };
}

const everyFeature = (ownFeatures: string | undefined): string[] =>
  [relative(packageRoot(), featuresDir), ...(ownFeatures === undefined ? [] : [ownFeatures])].map(
    (folder) => `${folder}/**/*.feature`,
  );

export interface Plan {
  /** The scenarios that a run must finish, counted before it starts and apart from it. */
  readonly scenarios: readonly PlannedScenario[];
  /** Ids of the scenarios, of this package or of the user's own, that the selection leaves out. */
  readonly leftOut: readonly string[];
  /** Ids of the selected scenarios that fall to other shards. */
  readonly elsewhere: readonly string[];
}

/**
 * @throws ERR_FEATURE when a feature file cannot be parsed, ERR_USAGE when the selection cannot be understood, ERR_SELECTION when
 *   a feature that was named, or the selection as a whole, holds no scenario
 */
export async function loadPlan(selection: Selection): Promise<Plan> {
  checkNames(selection.names);
  for (const path of selection.paths) {
    if ((await select({ ...everythingBeside(selection), paths: [path] })).length === 0) throw nothingSelected(path);
  }
  const selected = await select(selection);
  // Cucumber deals out what it runs, but not what it only lists.
  const scenarios = selection.shard === undefined ? selected : dealtTo(selection.shard, selected);
  if (scenarios.length === 0) throw nothingSelected(selection.shard && `--shard ${shardText(selection.shard)}`);
  const all = isPartial(selection) ? await select(everythingBeside(selection)) : [];
  return { scenarios, leftOut: idsBeside(selected, all), elsewhere: idsBeside(scenarios, selected) };
}

/** The ids of those scenarios that are not among the others. */
function idsBeside(some: readonly PlannedScenario[], all: readonly PlannedScenario[]): string[] {
  const known = new Set(some.map(({ id }) => id));
  return all.map(({ id }) => id).filter((id) => !known.has(id));
}

const everythingBeside = ({ ownFeatures }: Selection): Selection => ({
  paths: [],
  tags: '',
  names: [],
  ...(ownFeatures !== undefined && { ownFeatures }),
});

const isPartial = ({ paths, tags, names }: Selection): boolean => paths.length + tags.length + names.length > 0;

async function select(selection: Selection): Promise<PlannedScenario[]> {
  const { plan, errors } = await loadSources(sourcesOf(selection), cucumberEnvironment()).catch((error: unknown) => {
    throw new CertifyError('ERR_USAGE', `The features cannot be selected: ${message(error)}`, {
      where: selection.tags === '' ? selection.paths.join(' ') : `--tags ${selection.tags}`,
      expected: 'feature files, and tags joined by and, or, not and parentheses',
      advice: 'Write for instance --tags "@stage:signing and not @needs:clock".',
      cause: error,
    });
  });
  const [first] = errors;
  if (first !== undefined) {
    throw new CertifyError('ERR_FEATURE', `The feature file cannot be read: ${first.message}`, {
      where: `${featureName(first.uri)}:${first.location.line}`,
      advice: 'Correct the Gherkin there; nothing was sent.',
    });
  }
  return plan.map(({ uri, location: { line }, name }) => {
    const shown = featureName(uri);
    return { id: `${shown}:${line}`, uri: shown, line, name, feature: '', tags: [] };
  });
}

function nothingSelected(where?: string): CertifyError {
  return new CertifyError('ERR_SELECTION', 'No scenario is selected, so nothing can be shown', {
    ...(where !== undefined && { where }),
    expected: 'features, lines, tags, names and a shard that some scenario has in common',
    advice: 'nopan-certify run --dry-run lists every scenario with its file, line and requirements.',
  });
}

function checkNames(names: readonly string[]): void {
  for (const name of names) {
    try {
      new RegExp(name);
    } catch (error) {
      throw new CertifyError('ERR_USAGE', `The name filter is no regular expression: ${message(error)}`, {
        where: `--name ${name}`,
        advice: 'Escape the characters that mean something to a regular expression, such as ( and [.',
        cause: error,
      });
    }
  }
}

/** What went wrong at the bottom: Cucumber wraps the reason. */
function message(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? message(error.cause) : error.message;
}
