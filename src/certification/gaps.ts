import type { Requirement } from '../contract/types/requirements.ts';
import type { Assumption, RequirementResult, Result, ScenarioResult, Subject } from '../contract/types/result.ts';
import { causeSentence } from './cause-sentence.ts';
import { causesOf } from './causes.ts';
import { groups } from './groups.ts';
import { inState, reasonOf, stateOf, type State } from './outcome.ts';
import type { OwnChecks } from './own-checks.ts';
import type { Run } from './run.ts';
import { aboutConversation } from './scenario.ts';
import { awaitsScenario, isUnattested, type Due } from './shortfall.ts';
import { isWaived } from './waivers.ts';
import { counted, list } from './words.ts';

/** All that is known when the verdict is due. */
export interface Facts extends Due {
  readonly run: Run;
  readonly catalogue: readonly Requirement[];
  readonly scenarios: readonly ScenarioResult[];
  readonly requirements: readonly RequirementResult[];
  readonly own?: OwnChecks;
  /** The defects in which the target was broken on purpose. */
  readonly defects?: readonly string[];
  readonly target?: Pick<Result['target'], 'baseUrl' | 'identity'>;
  readonly assumptions?: readonly Assumption[];
  /** Who is certified. */
  readonly subject?: Subject;
}

type Gap = (facts: Facts) => readonly string[];

/** Every way in which a run can fall short of judging what it should have judged: one sentence for each case found. */
const gaps: readonly Gap[] = [
  brokenOnPurpose,
  ({ run }) => (run.interrupted ? ['The run was interrupted.'] : []),
  faultsOutside,
  blockedScenarios,
  passedOver,
  ({ run }) => (run.planned.length === 0 ? ['No scenario was selected, so nothing was shown.'] : []),
  ({ run: { leftOut } }) =>
    leftOut.length === 0
      ? []
      : [`${counted(leftOut.length, 'scenario was', 'scenarios were')} left out by the selection.`],
  otherShards,
  ({ catalogue }) => (catalogue.length === 0 ? ['The requirement catalogue is empty.'] : []),
  ({ run }) => (run.completion || run.interrupted ? [] : ['Cucumber never reported the end of the run.']),
  unexplainedFailure,
  ({ run }) => repeated(ids(run.planned)).map((id) => `The scenario ${id} was planned more than once.`),
  ({ run }) =>
    moreThan(run.repeat ?? 1, ids(run.finished)).map(
      (id) => `The scenario ${id} finished more than ${times(run.repeat)}.`,
    ),
  ({ run }) => outside(ids(run.finished), ids(run.planned)).map((id) => `The scenario ${id} finished unplanned.`),
  unfinished,
  unjudgedScenarios,
  ({ scenarios }) =>
    scenarios
      .filter(({ requirements }) => requirements.length === 0)
      .map(({ id }) => `The scenario ${id} names no requirement.`),
  unknownRequirements,
  unshownRequirements,
  unattestedRequirements,
];

export const gapsOf = (facts: Facts): string[] => gaps.flatMap((gap) => gap(facts));

const times = (repeat = 1): string => (repeat === 1 ? 'once' : `${repeat} times`);

/** Whatever a broken mock gets through is no certification. */
function brokenOnPurpose({ defects = [] }: Facts): readonly string[] {
  return defects.length === 0
    ? []
    : [
        `The mock was broken on purpose, so this certifies nothing: ${counted(defects.length, 'defect')}, ${list(defects)}.`,
      ];
}

/** Each cause for which scenarios could not be judged, once. Of optional ones nothing is missing. */
function blockedScenarios({ scenarios, requirements, subject }: Facts): readonly string[] {
  const optional = new Set(requirements.filter(({ level }) => level !== 'MUST').map(({ id }) => id));
  const isOptional = ({ requirements: ids, failure }: ScenarioResult): boolean =>
    ids.length > 0 && ids.every((id) => optional.has(id)) && (failure === undefined || aboutConversation(failure));
  const blocked = inState(scenarios, 'BLOCKED').filter(({ waivedBy }) => waivedBy === undefined);
  return causesOf(blocked)
    .filter((cause) => !cause.scenarios.every(isOptional))
    .map((cause) => causeSentence('Not exercised', cause, subject));
}

function passedOver({ run: { passedOver: count = 0 } }: Facts): readonly string[] {
  const were = counted(count, 'scenario that needs it was', 'scenarios that need it were');
  return count === 0 ? [] : [`The same precondition failed again and again: ${were} not run. --keep-going runs them.`];
}

/** Cucumber saw a failure, and no scenario and no fault accounts for it: a hook after the last scenario, for instance. */
function unexplainedFailure({ run, scenarios }: Facts): readonly string[] {
  const explained = run.faults.length > 0 || scenarios.some(({ failure }) => failure !== undefined);
  return run.completion?.success === false && !explained
    ? ['Cucumber reported a failure that belongs to no scenario.']
    : [];
}

/** What other runs of the same plan show counts nothing here: nobody has put their results together. */
function otherShards({ run: { shard } }: Facts): readonly string[] {
  if (shard === undefined || shard.elsewhere.length === 0) return [];
  const left = counted(shard.elsewhere.length, 'scenario was', 'scenarios were');
  return [`This is shard ${shard.index} of ${shard.total}: ${left} left to the others.`];
}

function faultsOutside({ run }: Facts): readonly string[] {
  const told = run.faults.map(({ code, message }) => [`${message} (${code})`, code] as const);
  return grouped(told).map(([fault, same]) => {
    const times = same.length === 1 ? '' : `, ${same.length} times`;
    return `The run met a fault outside any scenario${times}: ${fault}.`;
  });
}

function unfinished({ run, scenarios }: Facts): readonly string[] {
  const missing = scenarios.filter(({ outcome }) => outcome.status !== 'FINISHED');
  if (missing.length === 0) return [];
  const finished = `${scenarios.length - missing.length} of ${scenarios.length} planned scenarios finished`;
  const begun = missing.filter(({ outcome }) => outcome.status === 'INTERRUPTED');
  // The passed-over scenarios have a sentence already, and an interrupted run obviously lacks the rest.
  if (run.passedOver === missing.length) return [];
  if (run.interrupted) return [begun.length === 0 ? `${finished}.` : `${finished}; under way: ${list(ids(begun))}.`];
  const names = missing.map(({ id, outcome }) => (outcome.status === 'INTERRUPTED' ? `${id} (begun)` : id));
  return [`${finished}; missing: ${list(names)}.`];
}

function unknownRequirements({ catalogue, scenarios }: Facts): readonly string[] {
  return scenarios.flatMap(({ id, requirements }) =>
    outside(requirements, ids(catalogue)).map(
      (tag) => `The scenario ${id} names @${tag}, which is not in the catalogue.`,
    ),
  );
}

function unjudgedScenarios({ scenarios }: Facts): readonly string[] {
  const unjudged = inState(scenarios, 'REVIEW').map(({ id, outcome }) => [reasonOf(outcome) ?? '', id] as const);
  return grouped(unjudged).map(
    ([reason, same]) =>
      `${counted(same.length, 'scenario shows', 'scenarios show')} nothing, since ${reason}: ${list(same)}.`,
  );
}

/** Mandatory requirements without a passed scenario, and without a waiver. */
function unshownRequirements(facts: Facts): readonly string[] {
  const unshown = facts.requirements
    .filter((requirement) => awaitsScenario(requirement, facts) && !isWaived(requirement))
    .flatMap(({ id, outcome }) => {
      const cause = causes[stateOf(outcome)](reasonOf(outcome) ?? '');
      return cause === undefined ? [] : [[cause, id] as const];
    });
  return grouped(unshown).map(
    ([cause, same]) =>
      `${counted(same.length, 'mandatory requirement was', 'mandatory requirements were')} ${cause}: ${list(same)}.`,
  );
}

/** Mandatory requirements that a person has to attest and nobody has, nor has waived. */
function unattestedRequirements(facts: Facts): readonly string[] {
  const open = facts.requirements.filter((requirement) => isUnattested(requirement, facts) && !isWaived(requirement));
  if (open.length === 0) return [];
  const need = counted(open.length, 'mandatory requirement needs', 'mandatory requirements need');
  return [`${need} an attestation in the configuration (attestations): ${list(ids(open))}.`];
}

/** Why a mandatory requirement is not shown, by the state that it ended in; a failed or flaky one is no gap but a failure, and of a blocked one its cause tells. */
const causes: Record<State, (reason: string) => string | undefined> = {
  PASSED: () => undefined,
  FAILED: () => undefined,
  FLAKY: () => undefined,
  WARNING: () => 'met with a warning only',
  NOT_RUN: () => 'not exercised',
  INTERRUPTED: () => 'cut short',
  REVIEW: () => 'not judged',
  SKIPPED: (reason) => `skipped (${reason})`,
  BLOCKED: () => undefined,
};

/** Ids by what they have in common, so that one sentence tells it for all of them. */
function grouped(pairs: readonly (readonly [common: string, id: string])[]): [common: string, ids: string[]][] {
  return groups(pairs, ([common]) => common).map(([common, same]) => [common, same.map(([, id]) => id)]);
}

const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

function outside(some: readonly string[], known: readonly string[]): string[] {
  const all = new Set(known);
  return some.filter((id) => !all.has(id));
}

const repeated = (all: readonly string[]): string[] => moreThan(1, all);

const moreThan = (times: number, all: readonly string[]): string[] =>
  groups(all, (id) => id).flatMap(([id, same]) => (same.length > times ? [id] : []));
