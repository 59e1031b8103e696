import { stateOf } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { Change } from '../contract/types/comparison.ts';
import type { RequirementResult, Result, ScenarioResult, StepResult } from '../contract/types/result.ts';
import type { Pair } from './pairs.ts';

/** Scenarios that passed and pass, on less than before. One that does not pass any more is told as that. */
export function weakerScenarios(pairs: readonly Pair<ScenarioResult>[]): Change[] {
  return pairs.flatMap(({ before, after }) => {
    if (!before || !after || !passed(before) || !passed(after)) return [];
    const [was, is] = [evidenceOf(before), evidenceOf(after)];
    if (is.exchanges >= was.exchanges && is.deliveries >= was.deliveries) return [];
    return weaker('scenario', after.id, after.name, evidenceText(was), evidenceText(is));
  });
}

/** Requirements that are still met, and shown by fewer scenarios. */
export function weakerRequirements(pairs: readonly Pair<RequirementResult>[], old: Result, now: Result): Change[] {
  const [passedBefore, passedNow] = [passedIn(old), passedIn(now)];
  return pairs.flatMap(({ before, after }) => {
    if (!before || !after || stateOf(before.outcome) !== 'PASSED' || stateOf(after.outcome) !== 'PASSED') return [];
    const was = before.scenarios.filter((id) => passedBefore.has(id)).length;
    const is = after.scenarios.filter((id) => passedNow.has(id)).length;
    return is >= was ? [] : weaker('requirement', after.id, after.title, shownBy(was), shownBy(is));
  });
}

const weaker = (of: Change['of'], id: string, title: string, before: string, after: string): Change[] => [
  { kind: 'weaker evidence', of, id, title, before, after, regression: true },
];

const passed = ({ outcome }: ScenarioResult): boolean => stateOf(outcome) === 'PASSED';

const passedIn = ({ scenarios }: Result): ReadonlySet<string> => new Set(scenarios.filter(passed).map(({ id }) => id));

const shownBy = (count: number): string => `shown by ${counted(count, 'scenario')}`;

interface Evidence {
  readonly exchanges: number;
  readonly deliveries: number;
}

const evidenceText = ({ exchanges, deliveries }: Evidence): string =>
  [counted(exchanges, 'exchange'), ...(deliveries > 0 ? [counted(deliveries, 'webhook')] : [])].join(', ');

function evidenceOf({ steps }: ScenarioResult): Evidence {
  return {
    exchanges: steps.reduce((sum, step) => sum + differentAnswers(step), 0),
    deliveries: steps.reduce((sum, { deliveries }) => sum + deliveries.length, 0),
  };
}

/** How often a status is asked for until it changes is chance: the same call with the same status in a row counts once. */
function differentAnswers({ exchanges }: StepResult): number {
  const kinds = exchanges.flatMap(({ spec, response }) => (response ? `${spec} ${response.status}` : []));
  return kinds.filter((kind, place) => kind !== kinds[place - 1]).length;
}
