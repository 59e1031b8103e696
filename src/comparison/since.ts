import { failingStates } from '../certification/changes-problem.ts';
import { stateOf, type State } from '../certification/outcome.ts';
import type { Changes, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { outcomeChanges } from './outcomes.ts';
import { pairsById, scenarioPairs, type Pair } from './pairs.ts';
import { bothJudged, bothRan, isPartial } from './partial.ts';

type Kept = 'startedAt' | 'verdict' | 'selection' | 'interrupted' | 'subject' | 'target' | 'requirements' | 'scenarios';

/** What a later run needs of an earlier result; without the evidence, which is most of it. */
export type Baseline = Pick<Result, Kept>;

export function baselineOf(result: Result): Baseline {
  const { startedAt, verdict, selection, interrupted, subject, target, requirements, scenarios } = result;
  return {
    ...{ startedAt, verdict, interrupted, target, requirements },
    ...(selection !== undefined && { selection }),
    ...(subject && { subject }),
    scenarios: scenarios.map((each) => ({
      ...each,
      steps: each.steps.map((step) => ({ ...step, exchanges: [], deliveries: [] })),
    })),
  };
}

/** What differs from an earlier result, as reports show it; diff says more. */
export function changesSince(old: Baseline, now: Result): Changes {
  const partial = isPartial(old, now) || old.interrupted || now.interrupted;
  const requirements = pairsById(old.requirements, now.requirements);
  const scenarios = scenarioPairs(old.scenarios, now.scenarios);
  const compared = partial ? bothRan(scenarios) : scenarios;
  return {
    baseline: { startedAt: old.startedAt, verdict: old.verdict, partial },
    requirements: changedRequirements(partial ? bothJudged(requirements) : requirements),
    scenarios: {
      newlyFailing: idsOf(compared, 'newly failing'),
      fixed: compared.flatMap(({ before, after }) => (before && after && isFixed(before, after) ? [after.id] : [])),
      added: partial ? [] : scenarios.flatMap(({ before, after }) => (before === undefined && after ? [after.id] : [])),
      removed: partial
        ? []
        : scenarios.flatMap(({ before, after }) => (after === undefined && before ? [before.id] : [])),
    },
  };
}

function changedRequirements(pairs: readonly Pair<RequirementResult>[]): Changes['requirements'] {
  const changed = outcomeChanges('requirement', pairs, ({ title }) => title);
  return [true, false].flatMap((regression) =>
    changed.flatMap((change) =>
      change.regression === regression && change.before !== undefined
        ? [{ id: change.id, from: change.before as State, to: change.after as State }]
        : [],
    ),
  );
}

const idsOf = (pairs: readonly Pair<ScenarioResult>[], kind: string): string[] =>
  outcomeChanges('scenario', pairs, ({ name }) => name).flatMap((change) => (change.kind === kind ? [change.id] : []));

const isFixed = (before: ScenarioResult, after: ScenarioResult): boolean =>
  failingStates.includes(stateOf(before.outcome)) && stateOf(after.outcome) === 'PASSED';

interface About {
  readonly subject?: Result['subject'];
  readonly target: Pick<Result['target'], 'kind' | 'name' | 'baseUrl'>;
}

/** Why two results are not compared: they are about something else. */
export function incomparable(old: Baseline, { subject, target }: About): string | undefined {
  const [was, is] = [old.subject?.organization, subject?.organization];
  if (was !== is) return `it is about ${was ?? 'no organization'}, and this run about ${is ?? 'none'}`;
  const [before, after] = [targetText(old.target), targetText(target)];
  return before === after ? undefined : `its target was ${before}, and this one is ${after}`;
}

/** The embedded mock picks a port for each run; its name says how it was broken. */
const targetText = ({ kind, name, baseUrl }: About['target']): string => (kind === 'mock' ? name : baseUrl);
