import { loadSources } from '@cucumber/cucumber/api';
import type { PlannedScenario } from '../certification/run.ts';
import { CertifyError } from '../errors.ts';
import { cucumberEnvironment } from './environment.ts';
import { featureName } from './feature-name.ts';
import { readFeatures, unreadableFeature, type WrittenScenario } from './features.ts';
import { everything, isPartial, sourcesOf, type Selection } from './selection.ts';
import { dealtTo, shardText } from './shard.ts';

export interface Plan {
  /** The scenarios that a run must finish, counted before it starts and apart from it. */
  readonly scenarios: readonly PlannedScenario[];
  /** Ids of the others among what is written that are not selected. */
  readonly leftOut: readonly string[];
  /** Ids of the selected scenarios that fall to other shards. */
  readonly elsewhere: readonly string[];
  /** Every scenario of this package's features, of the user's own and of those that were named. */
  readonly written: readonly WrittenScenario[];
}

/**
 * @throws ERR_FEATURE when a feature file cannot be parsed, ERR_USAGE when the selection cannot be understood, ERR_SELECTION when
 *   a feature that was named, or the selection as a whole, holds no scenario
 */
export async function loadPlan(selection: Selection): Promise<Plan> {
  const { paths, ownFeatures, shard } = selection;
  if (!isPartial(selection)) {
    const written = await readFeatures([], ownFeatures);
    if (written.length === 0) throw nothingSelected();
    return { scenarios: written, leftOut: [], elsewhere: [], written };
  }
  checkNames(selection.names);
  for (const path of paths) {
    if ((await select({ ...everything, paths: [path] })).length === 0) throw nothingSelected(path);
  }
  const selected = await select(selection);
  // Cucumber deals out what it runs, but not what it only lists.
  const dealt = shard === undefined ? selected : dealtTo(shard, selected);
  if (dealt.length === 0) throw nothingSelected(shard && `--shard ${shardText(shard)}`);
  const written = await readFeatures(paths, ownFeatures);
  return {
    scenarios: dealt.flatMap((id) => written.filter((scenario) => scenario.id === id)),
    leftOut: written.map(({ id }) => id).filter((id) => !selected.includes(id)),
    elsewhere: selected.filter((id) => !dealt.includes(id)),
    written,
  };
}

/** Ids of the scenarios that Cucumber selects. */
async function select(selection: Selection): Promise<string[]> {
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
  return plan.map(({ uri, location: { line } }) => `${featureName(uri)}:${line}`);
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
