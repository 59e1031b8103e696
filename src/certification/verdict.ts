import type { Attestations } from '../contract/requirements.ts';
import type { Catalogued } from '../contract/catalogue.ts';
import type { Assumption, Result, ScenarioResult, Subject } from '../contract/types/result.ts';
import type { Waivers } from '../contract/waivers.ts';
import { inapplicable, uses, type Use } from './applicability.ts';
import { beyondTarget, lacking } from './beyond-target.ts';
import { conclude } from './conclusion.ts';
import { summarize } from './counts.ts';
import type { OwnChecks } from './own-checks.ts';
import { groups } from './groups.ts';
import { judgeTries } from './tries.ts';
import { judgeRequirement } from './requirement.ts';
import type { FinishedScenario, Run } from './run.ts';
import { judgeScenario, type Circumstances } from './scenario.ts';
import { requirementIds } from './tags.ts';
import { isPartial, withExcuses, withWaivers } from './waivers.ts';

export interface CertificationInput extends Run, Use {
  readonly catalogue: readonly Catalogued[];
  /** What the target can do beyond Nopan's payment API (`@needs:…`); absent: everything. */
  readonly abilities?: readonly string[];
  /** What persons attest; absent where the target is none that an integration goes live with. */
  readonly attestations?: Attestations;
  /** The day of the run, `2026-11-25`. */
  readonly day?: string;
  /** What somebody answers for although it falls short, and the day of the run, `2026-11-25`. */
  readonly waived?: { readonly waivers: Waivers; readonly day: string };
  readonly own?: OwnChecks;
  /** The defects in which the target was broken on purpose: the verdict is no certification then. */
  readonly defects?: readonly string[];
  /** The recorded target, and the settings that are assumed or were changed. */
  readonly target?: Pick<Result['target'], 'baseUrl' | 'identity'>;
  /** Who is certified. */
  readonly subject?: Subject;
  readonly assumptions?: readonly Assumption[];
}

/** The judged part of the canonical result. */
export type Certification = Pick<
  Result,
  'verdict' | 'exitCode' | 'reasons' | 'notes' | 'interrupted' | 'summary' | 'requirements' | 'scenarios' | 'faults'
>;

/**
 * Judges a run. Only what was planned, finished, passed step by step and left evidence counts in its favour:
 * CERTIFIED is what remains when nothing failed and nothing is missing.
 */
export function certify(input: CertificationInput): Certification {
  return certifyJudged(input, judgeScenarios(input));
}

/** The same of scenarios that are judged already, each by itself: what they show together. */
export function certifyJudged(input: CertificationInput, judged: readonly ScenarioResult[]): Certification {
  const applies = uses(input);
  const outcomes = input.catalogue.map((each) =>
    judgeRequirement(each, judged, applies(each.applies), { attestations: input.attestations, day: input.day }),
  );
  const due = {
    applies,
    beyond: beyondTarget(outcomes, judged, input.abilities, input.assumptions),
    awaitsAttestations: input.attestations !== undefined,
  };
  const partial = isPartial(input, judged);
  const requirements = input.waived ? withWaivers(outcomes, { ...due, ...input.waived, partial }) : outcomes;
  const scenarios = withExcuses(judged, requirements);
  return {
    ...conclude({
      ...due,
      run: input,
      catalogue: input.catalogue,
      scenarios,
      requirements,
      ...(input.own && { own: input.own }),
      ...(input.defects !== undefined && { defects: input.defects }),
      ...(input.target && { target: input.target }),
      ...(input.subject && { subject: input.subject }),
      assumptions: input.assumptions ?? [],
    }),
    interrupted: input.interrupted,
    summary: summarize(requirements, scenarios),
    requirements,
    scenarios: [...scenarios],
    faults: [...input.faults],
  };
}

function judgeScenarios(input: CertificationInput): ScenarioResult[] {
  const { planned, finished, started, repeat = 1 } = input;
  const circumstances = circumstancesIn(input);
  const recorded = new Map(groups(finished, ({ id }) => id));
  const beginnings = new Map(groups(started, (id) => id));
  return planned.map((scenario) => {
    const records = recorded.get(scenario.id) ?? [];
    const known = circumstances(scenario.tags);
    const begun = beginnings.get(scenario.id)?.length ?? 0;
    const judge = (record?: FinishedScenario): ScenarioResult =>
      judgeScenario(scenario, record, {
        started: repeat === 1 ? begun > 0 : begun > records.length,
        ...known,
      });
    return repeat > 1 ? judgeTries(records.map(judge), repeat, judge()) : judge(worst(records));
  });
}

/** How a scenario's tags affect its judgement. */
export function circumstancesIn(
  input: Pick<CertificationInput, 'catalogue' | 'abilities' | 'capabilities' | 'scheme'>,
): (tags: readonly string[]) => Omit<Circumstances, 'started'> {
  const { catalogue, abilities } = input;
  const levels = new Map(catalogue.map(({ id, level }) => [id, level]));
  return (tags) => {
    const ids = requirementIds(tags);
    return {
      optional: ids.length > 0 && ids.every((id) => (levels.get(id) ?? 'MUST') !== 'MUST'),
      excused: lacking(tags, abilities) || inapplicable(tags, catalogue, input) !== undefined,
    };
  };
}

/** A scenario that finished twice, which is a gap besides, is not saved by its better try. */
function worst(records: readonly FinishedScenario[]): FinishedScenario | undefined {
  const clean = ({ failure, steps }: FinishedScenario): boolean =>
    failure === undefined && steps.every(({ status }) => status === 'PASSED');
  return records.find((record) => !clean(record)) ?? records[0];
}
