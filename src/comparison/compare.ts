import type { Change, Comparison, Side } from '../contract/types/comparison.ts';
import type { Result } from '../contract/types/result.ts';
import { assumptionChanges } from './assumptions.ts';
import { catalogueChanges } from './catalogue.ts';
import { weakerRequirements, weakerScenarios } from './evidence.ts';
import { inputChanges } from './inputs.ts';
import { outcomeChanges } from './outcomes.ts';
import { pairsById, scenarioPairs } from './pairs.ts';
import { bothJudged, bothRan, isPartial, notSelected } from './partial.ts';
import { slowerCalls } from './slower.ts';

/** Everything in which a result differs from an earlier one, so far as a reader of the verdict has to know of it. */
export function compare(old: Result, now: Result): Comparison {
  const all = pairsById(old.requirements, now.requirements);
  const allScenarios = scenarioPairs(old.scenarios, now.scenarios);
  const partial = isPartial(old, now);
  const requirements = partial ? bothJudged(all) : all;
  const scenarios = partial ? bothRan(allScenarios) : allScenarios;
  const changes = [
    ...verdictChange(old, now),
    ...(partial ? notSelected(all, allScenarios) : []),
    ...outcomeChanges('requirement', requirements, ({ title }) => title),
    ...outcomeChanges('scenario', scenarios, ({ name }) => name),
    ...weakerRequirements(requirements, old, now),
    ...weakerScenarios(scenarios),
    ...catalogueChanges(all),
    ...assumptionChanges(old, now),
    ...inputChanges(old, now),
    ...slowerCalls(old, now),
  ];
  return {
    formatVersion: 1,
    regression: changes.some(({ regression }) => regression),
    old: sideOf(old),
    new: sideOf(now),
    changes,
  };
}

/** From the best to the worst. */
const ranks: readonly Result['verdict'][] = ['CERTIFIED', 'INCOMPLETE', 'NOT CERTIFIED'];

function verdictChange({ verdict: before }: Result, { verdict: after, reasons: [reason] }: Result): Change[] {
  if (before === after) return [];
  const regression = ranks.indexOf(after) > ranks.indexOf(before);
  return [
    {
      ...({ kind: 'verdict', of: 'result', id: 'verdict', title: 'The verdict' } as const),
      ...{ before, after, ...(reason !== undefined && { reason }), regression },
    },
  ];
}

const sideOf = ({ verdict, target, tool, startedAt, selection }: Result): Side => ({
  ...{ verdict, target: target.name, version: tool.version, startedAt },
  ...(selection !== undefined && { selection }),
});
