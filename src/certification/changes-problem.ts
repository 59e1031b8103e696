import type { Changes, Result } from '../contract/types/result.ts';
import { shown } from './difference.ts';
import { stateOf, type State } from './outcome.ts';

/** States that are a failure, from the mildest to the worst. */
export const failingStates: readonly State[] = ['WARNING', 'FLAKY', 'FAILED'];

/**
 * What the changes since an earlier run say about this one and its requirements and scenarios do not; of the earlier one there is no
 * evidence here.
 */
export function changesProblem({ changes, requirements, scenarios }: Result): string | undefined {
  if (changes === undefined) return undefined;
  const { startedAt } = changes.baseline;
  if (Number.isNaN(Date.parse(startedAt)))
    return `/run/changes/baseline/startedAt is ${shown(startedAt)}; it is no time`;
  return requirementProblem(changes, stateOfEach(requirements)) ?? scenarioProblem(changes, stateOfEach(scenarios));
}

type States = ReadonlyMap<string, State>;

const stateOfEach = (judged: Result['requirements'] | Result['scenarios']): States =>
  new Map(judged.map(({ id, outcome }) => [id, stateOf(outcome)]));

function requirementProblem({ requirements }: Changes, states: States): string | undefined {
  const place = requirements.findIndex(({ id, from, to }) => to !== states.get(id) || from === to);
  const { id = '', from, to } = requirements[place] ?? {};
  if (place === -1) return undefined;
  const pointer = `/run/changes/requirements/${place}`;
  return from === to
    ? `${pointer} is ${shown(from)} before and after`
    : `${pointer}/to is ${shown(to)}; ${shown(id)} is ${shown(states.get(id))}`;
}

const allowed: Readonly<Partial<Record<keyof Changes['scenarios'], (state: State) => boolean>>> = {
  newlyFailing: (state) => failingStates.includes(state),
  fixed: (state) => state === 'PASSED',
  added: () => true,
};

function scenarioProblem({ scenarios }: Changes, states: States): string | undefined {
  for (const [name, fits] of Object.entries(allowed)) {
    const ids = scenarios[name as keyof typeof scenarios];
    const place = ids.findIndex((id) => {
      const state = states.get(id);
      return state === undefined || !fits(state);
    });
    const id = ids[place];
    if (id !== undefined)
      return `/run/changes/scenarios/${name}/${place} is ${shown(id)}; its state is ${shown(states.get(id))}`;
  }
  return undefined;
}
