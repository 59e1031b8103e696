import { isSilent } from './beyond-target.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import type { Result } from '../contract/types/result.ts';
import { demanded } from './basis.ts';
import { differenceText, firstDifference, shown } from './difference.ts';
import type { Judgeable } from './judged-again.ts';
import { assumptionsOf, profileOf } from './settings.ts';
import { coverageOf } from './coverage.ts';
import type { Reference, ReferenceScenario } from './reference.ts';
import { hasEvidence } from './evidence.ts';

type Check = (result: Judgeable, reference: Reference) => string | undefined;

const checks: readonly Check[] = [catalogue, scenariosKnown, everyScenario, plannedWords, abilities, wire];

/**
 * Finds where a result departs from the requirements, features and wire profile of this version. Applies only to results of this
 * version with the same features and specs.
 */
export function departure(result: Judgeable, reference: Reference): string | undefined {
  for (const check of checks) {
    const problem = check(result, reference);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Whether a result was made with the features and specs of this version. */
export const isOfReference = ({ tool, inputs }: Result, reference: Reference): boolean =>
  tool.version === reference.version &&
  inputs?.features === reference.inputs.features &&
  inputs.specs === reference.inputs.specs;

const own = ({ basis }: Judgeable): NonNullable<Judgeable['basis']['own']> => basis.own ?? {};

/** Built-in requirements come first, followed by the user's. */
function catalogue(result: Judgeable, { requirements }: Reference): string | undefined {
  const ours = result.requirements.slice(0, own(result).specs === undefined ? undefined : requirements.length);
  const difference = firstDifference(ours.map(demanded), requirements, { pointer: '/certification/requirements' });
  if (difference !== undefined) return `${differenceText(difference)} (specs/requirements.yaml)`;
  const unmarked = result.requirements.slice(ours.length).find((each) => each.own !== true);
  return (
    unmarked &&
    `/certification/requirements: ${shown(unmarked.id)} is not a requirement of this version and is not marked as own`
  );
}

function scenariosKnown(result: Judgeable, { scenarios }: Reference): string | undefined {
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const files = new Set(scenarios.map(({ uri }) => uri));
  const mayBeOthers = own(result).features !== undefined || result.selection !== undefined;
  for (const [place, scenario] of result.scenarios.entries()) {
    const pointer = `/certification/scenarios/${place}`;
    const ours = byId.get(scenario.id);
    if (ours === undefined) {
      if (files.has(scenario.uri) || !mayBeOthers)
        return `${pointer}/id is ${shown(scenario.id)}; no feature of this version has such a scenario`;
      if (scenario.own !== true) return `${pointer}/own is missing; no feature of this version has such a scenario`;
      continue;
    }
    if (scenario.own === true) return `${pointer}/own is true; the scenario is of this version`;
    const problem = otherWords(scenario, ours);
    if (problem !== undefined) return `${pointer}${problem}`;
  }
  return undefined;
}

function otherWords(scenario: Judgeable['scenarios'][number], ours: ReferenceScenario): string | undefined {
  for (const name of ['name', 'feature', 'tags'] as const) {
    const difference = firstDifference(scenario[name], ours[name], { pointer: `/${name}` });
    if (difference !== undefined)
      return `${difference.pointer} is ${shown(difference.actual)}; the feature has ${shown(difference.expected)}`;
  }
  if (scenario.outcome.status !== 'FINISHED') return undefined;
  // A hook has no text.
  const words = scenario.steps.flatMap(({ text }) => (text === '' ? [] : [text]));
  const expected = ours.steps.map(({ text }) => text);
  if (words.length !== expected.length) return `/steps has ${words.length} steps; the feature has ${expected.length}`;
  const place = words.findIndex((text, index) => text !== expected[index]);
  if (place !== -1) return `/steps/${place}/text is ${shown(words[place])}; the feature has ${shown(expected[place])}`;
  const silent = scenario.steps.find(
    (step) => step.keyword === 'When' && step.status === 'PASSED' && !hasTraffic(step),
  );
  return silent && `/steps: the step ${shown(silent.text)} passed; it has no exchange and no webhook on record`;
}

/** Time can pass without a call. */
const aboutTime = /\b(?:pass(?:es)?|expires)\b/;

const hasTraffic = (step: Judgeable['scenarios'][number]['steps'][number]): boolean =>
  aboutTime.test(step.text) || step.exchanges.length > 0 || hasEvidence([step]);

/** Which scenarios are missing is known only after all shards are merged. */
function everyScenario(result: Judgeable, { scenarios }: Reference): string | undefined {
  if ((result.basis.shard?.total ?? 1) > 1) return undefined;
  const known = new Set([...result.scenarios.map(({ id }) => id), ...result.basis.leftOut]);
  const missing = scenarios.find(({ id }) => !known.has(id));
  return (
    missing && `/certification/scenarios lacks ${shown(missing.id)}, which this version has and no selection left out`
  );
}

function plannedWords(result: Judgeable, { scenarios, planOf }: Reference): string | undefined {
  const ours = new Set(scenarios.map(({ id }) => id));
  const { basis } = result;
  const all = [...result.scenarios.map(({ id }) => id), ...basis.leftOut];
  if (own(result).features !== undefined || all.some((id) => !ours.has(id))) return undefined;
  const difference = firstDifference(basis.plan, planOf(basis.leftOut), { pointer: '/certification/basis/plan' });
  return (
    difference &&
    `${difference.pointer} is ${shown(difference.actual)}; the features give ${shown(difference.expected)}`
  );
}

function abilities({ target, basis, assumptions }: Judgeable, reference: Reference): string | undefined {
  const pointer = '/certification/basis/abilities';
  const unknown = basis.abilities?.find((ability) => !reference.abilities.includes(ability));
  if (unknown !== undefined) return `${pointer} names ${shown(unknown)}, which this version does not know`;
  const had = reference.abilities.filter((ability) => !isSilent(assumptions) || ability !== 'synchronous-webhooks');
  const missing = had.find((ability) => basis.abilities?.includes(ability) !== true);
  return target.kind === 'mock' && missing !== undefined
    ? `${pointer} lacks ${shown(missing)}, which the embedded mock has`
    : undefined;
}

/** The profile must equal specs/protocol.yaml except for the recorded changes. */
function wire(result: Judgeable, reference: Reference): string | undefined {
  const changed = result.assumptions.filter((each) => each.default !== undefined);
  const overrides = Object.fromEntries(changed.map(({ id, value }) => [id, value])) as ProtocolOverrides;
  let derived: ReturnType<Reference['wire']>;
  try {
    derived = reference.wire(overrides);
  } catch (error) {
    return `/certification/assumptions cannot be: ${(error as Error).message}`;
  }
  const { settings, universe } = derived;
  const expected = {
    profile: profileOf(settings),
    assumptions: assumptionsOf(settings),
    ...(own(result).specs === undefined && { coverage: withoutCounts(coverageOf(result.scenarios, universe)) }),
  };
  const { profile, assumptions, coverage } = result;
  const actual = { profile, assumptions, ...('coverage' in expected && { coverage: withoutCounts(coverage) }) };
  const difference = firstDifference(actual, expected, { pointer: '/certification' });
  return difference && differenceText(difference);
}

const withoutCounts = ({ operations, values }: Result['coverage']): object => ({
  operations: operations.map(withoutCount),
  values: values.map(withoutCount),
});

const withoutCount = ({ name, seen, unseen }: Result['coverage']['values'][number]): object => ({
  name,
  seen: seen.map(({ value }) => ({ value })),
  unseen,
});
