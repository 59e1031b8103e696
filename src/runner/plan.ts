import { relative } from 'node:path';
import { loadSources, type ISourcesCoordinates } from '@cucumber/cucumber/api';
import type { PlannedScenario } from '../certification/run.ts';
import { featuresDir, packageRoot } from '../contract/locations.ts';
import { CertifyError } from '../errors.ts';
import { cucumberEnvironment } from './environment.ts';

/** Which scenarios to run; empty values select everything. */
export interface Selection {
  /** Feature files, each with or without the line of one scenario behind it: `features/signing/requests.feature:12`. */
  readonly paths: readonly string[];
  /** A Cucumber tag expression, such as `@stage:signing and not @needs:clock`. */
  readonly tags: string;
  /** Regular expressions of which a scenario's name must match one. */
  readonly names: readonly string[];
}

/** The features of this package. */
export const ownFeatures = `${relative(packageRoot(), featuresDir)}/**/*.feature`;

export function sourcesOf(selection: Selection): ISourcesCoordinates {
  return {
    defaultDialect: 'en',
    paths: selection.paths.length > 0 ? [...selection.paths] : [ownFeatures],
    names: [...selection.names],
    tagExpression: selection.tags,
    order: 'defined',
  };
}

export interface Plan {
  /** The scenarios that a run must finish, counted before it starts and apart from it. */
  readonly scenarios: readonly PlannedScenario[];
  /** Ids of the scenarios of this package that the selection leaves out. */
  readonly leftOut: readonly string[];
}

/**
 * @throws ERR_FEATURE when a feature file cannot be parsed, ERR_USAGE when the selection cannot be understood, ERR_SELECTION when
 *   a feature that was named, or the selection as a whole, holds no scenario
 */
export async function loadPlan(selection: Selection): Promise<Plan> {
  checkNames(selection.names);
  for (const path of selection.paths) {
    if ((await select({ ...everything, paths: [path] })).length === 0) throw nothingSelected(path);
  }
  const scenarios = await select(selection);
  if (scenarios.length === 0) throw nothingSelected();
  const planned = new Set(scenarios.map(({ id }) => id));
  const all = isPartial(selection) ? await select(everything) : [];
  return { scenarios, leftOut: all.map(({ id }) => id).filter((id) => !planned.has(id)) };
}

const everything: Selection = { paths: [], tags: '', names: [] };

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
  if (first !== undefined) throw unreadableFeature(first.message, first.uri, first.location.line);
  return plan.map(({ uri, location: { line }, name }) => ({
    id: `${uri}:${line}`,
    uri,
    line,
    name,
    feature: '',
    tags: [],
  }));
}

export const unreadableFeature = (why: string, uri: string, line: number): CertifyError =>
  new CertifyError('ERR_FEATURE', `The feature file cannot be read: ${why}`, {
    where: `${uri}:${line}`,
    advice: 'Correct the Gherkin there; nothing was sent.',
  });

function nothingSelected(path?: string): CertifyError {
  return new CertifyError('ERR_SELECTION', 'No scenario is selected, so nothing can be shown', {
    ...(path !== undefined && { where: path }),
    expected: 'features, lines, tags and names that some scenario has in common',
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
