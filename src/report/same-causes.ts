import type { ScenarioResult } from '../contract/types/result.ts';
import { rootCauses } from './root-causes.ts';

/** Of a scenario that failed for the cause of another one, where that cause is told in full. */
export type SameCauses = ReadonlyMap<ScenarioResult, string>;

/** For reports that have an entry for each scenario: the first of a cause tells everything, the others where to find that. */
export function sameCauses(scenarios: readonly ScenarioResult[]): SameCauses {
  const told = rootCauses(scenarios).flatMap(({ example, scenarios: all }) =>
    all.slice(1).map((scenario) => {
      const { repeat } = scenario.failure;
      const again = repeat === undefined ? '' : `\nrepeat: ${repeat}`;
      return [scenario, `Same cause as ${example.id}, one of ${all.length} scenarios${again}`] as const;
    }),
  );
  return new Map(told);
}
