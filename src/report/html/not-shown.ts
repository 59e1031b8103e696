import { groups } from '../../certification/groups.ts';
import { reasonOf, stateOf, type State } from '../../certification/outcome.ts';
import type { RequirementResult } from '../../contract/types/result.ts';
import { looks, type StateLook } from '../states.ts';
import { fragment } from './anchors.ts';
import { requirementAnchor } from './requirement.ts';

/** Requirements that no scenario showed for the same reason. */
interface NotShown extends StateLook {
  readonly state: State;
  readonly reason: string;
  readonly requirements: readonly { readonly id: string; readonly href: string; readonly title: string }[];
}

const states: readonly State[] = ['NOT_RUN', 'INTERRUPTED', 'SKIPPED', 'REVIEW'];

/** What was skipped or not run and why; what is left to a person has a table of its own. */
export function notShown(requirements: readonly RequirementResult[]): NotShown[] {
  return states.flatMap((state) => {
    const own = requirements.filter(({ outcome, review }) => stateOf(outcome) === state && !review);
    return groups(own, ({ outcome }) => reasonOf(outcome) ?? 'none of its scenarios ran to its end').map(
      ([reason, same]) => ({
        ...{ ...looks[state], state, reason },
        requirements: same.map(({ id, title }) => ({ id, title, href: fragment(requirementAnchor(id)) })),
      }),
    );
  });
}
