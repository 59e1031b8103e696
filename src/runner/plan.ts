import { parse as parseTags } from '@cucumber/tag-expressions';
import type { PlannedScenario } from '../certification/run.ts';
import { CertifyError } from '../errors.ts';
import { builtInFeatures, namedFeatures, ownFeatureFiles, type NamedFeatures } from './feature-files.ts';
import { assertScenarios, readFeatures, type Reading, type WrittenScenario } from './features.ts';
import type { Envelope } from './recorder.ts';
import { isPartial, type Selection } from './selection.ts';
import { dealtTo, shardText } from './shard.ts';
import { assertKnownTags, noScenarioAt } from './selection-hints.ts';

export interface Plan {
  /** The scenarios that a run must finish, counted before it starts and apart from it. */
  readonly scenarios: readonly PlannedScenario[];
  /** Ids of the others among what is written that are not selected. */
  readonly leftOut: readonly string[];
  /** Ids of the selected scenarios that fall to other shards. */
  readonly elsewhere: readonly string[];
  /** Every scenario of this package's features, of the user's own and of those that were named. */
  readonly written: readonly WrittenScenario[];
  /** Cucumber's messages from reading the feature files. */
  readonly messages: readonly Envelope[];
}

/**
 * @throws ERR_USAGE when a file would be left out or the selection cannot be understood, ERR_FEATURE when a feature file cannot be parsed
 *   or one that was found holds no scenario, ERR_SELECTION when a feature that was named, or the selection as a whole, holds no scenario
 */
export async function loadPlan(selection: Selection): Promise<Plan> {
  const { paths, shard } = selection;
  const isNamed = namesOf(selection.names);
  const isTagged = tagsOf(selection.tags);
  const named = paths.map(namedFeatures);
  const reading = await readSelected(selection, named);
  const { scenarios: written, messages } = reading;
  assertKnownTags(selection.tags, new Set(written.flatMap(({ tags }) => tags)));
  const choice = named.length === 0 ? undefined : new Set(named.flatMap((each) => chosen(each, reading)));
  const selected = written.filter(
    (scenario) => (choice?.has(scenario.id) ?? true) && isTagged(scenario.tags) && isNamed(scenario.name),
  );
  const dealt = shard === undefined ? selected : dealtTo(shard, selected);
  if (dealt.length === 0) throw nothingSelected(shard && `--shard ${shardText(shard)}`);
  if (!isPartial(selection)) return { scenarios: written, leftOut: [], elsewhere: [], written, messages };
  const isSelected = new Set(selected);
  const isDealt = new Set(dealt);
  return {
    scenarios: dealt,
    leftOut: idsOf(written.filter((scenario) => !isSelected.has(scenario))),
    elsewhere: idsOf(selected.filter((scenario) => !isDealt.has(scenario))),
    written,
    messages,
  };
}

/**
 * Every scenario of the built-in features, the user's folder, and named files, regardless of named lines.
 *
 * @throws as loadPlan does
 */
export const readEverything = async (paths: readonly string[], ownFeatures?: string): Promise<Reading> =>
  readSelected(ownFeatures === undefined ? {} : { ownFeatures }, paths.map(namedFeatures));

/** Reads the built-in features, the user's folder, and named files. */
async function readSelected(
  { ownFeatures }: Pick<Selection, 'ownFeatures'>,
  named: readonly NamedFeatures[],
): Promise<Reading> {
  const own = ownFeatures === undefined ? [] : ownFeatureFiles(ownFeatures, `--features ${ownFeatures}`);
  const reading = await readFeatures([...builtInFeatures(), ...own, ...named.flatMap(({ files }) => files)]);
  for (const each of named) if (chosen(each, reading).length === 0) throw nothingSelected(each.name);
  assertScenarios(reading, [...reading.byFile.keys()]);
  return reading;
}

/**
 * Ids of the scenarios that an argument names.
 *
 * @throws ERR_SELECTION when one of its lines holds none
 */
function chosen({ name, files, lines }: NamedFeatures, { byFile, lines: linesOf }: Reading): string[] {
  const ids = files.flatMap((file) => byFile.get(file) ?? []);
  if (lines === undefined) return ids;
  return lines.flatMap((line) => {
    const there = ids.filter((id) => linesOf.get(id)?.includes(line));
    if (there.length === 0)
      throw noScenarioAt(
        line,
        name,
        ids.flatMap((id) => linesOf.get(id) ?? []),
      );
    return there;
  });
}

const idsOf = (scenarios: readonly PlannedScenario[]): string[] => scenarios.map(({ id }) => id);

function tagsOf(expression: string): (tags: readonly string[]) => boolean {
  if (expression === '') return () => true;
  try {
    const parsed = parseTags(expression);
    return (tags) => parsed.evaluate([...tags]);
  } catch (error) {
    throw new CertifyError('ERR_USAGE', `The features cannot be selected: ${(error as Error).message}`, {
      where: `--tags ${expression}`,
      expected: 'tags joined by and, or, not and parentheses',
      advice: 'Write for instance --tags "@stage:signing and not @needs:clock".',
      cause: error,
    });
  }
}

function nothingSelected(where?: string): CertifyError {
  return new CertifyError('ERR_SELECTION', 'No scenario is selected, so nothing can be shown', {
    ...(where !== undefined && { where }),
    expected: 'features, lines, tags, names and a shard that some scenario has in common',
    advice: 'nopan-certify run --dry-run lists every scenario with its file, line and requirements.',
  });
}

function namesOf(names: readonly string[]): (name: string) => boolean {
  const patterns = names.map((name) => {
    try {
      return new RegExp(name);
    } catch (error) {
      throw new CertifyError('ERR_USAGE', `The name filter is not a regular expression: ${(error as Error).message}`, {
        where: `--name ${name}`,
        advice: 'Escape the characters that mean something to a regular expression, such as ( and [.',
        cause: error,
      });
    }
  });
  return (name) => patterns.length === 0 || patterns.some((pattern) => pattern.test(name));
}
