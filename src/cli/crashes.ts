import type { Failure } from '../contract/types/result.ts';
import { whenCrashing } from '../evidence/last-words.ts';
import type { Records } from '../runner/records.ts';

/** The records of a run, and whatever ends its process from outside of any step: a timer, a promise that nobody awaits. */
export function withCrashes(records: () => Records): () => Records {
  const crashes: Failure[] = [];
  whenCrashing((error) => {
    crashes.push({
      class: 'harness',
      code: 'ERR_HARNESS',
      message: `Something outside of any step ended the run: ${error instanceof Error ? error.message : String(error)}`,
      advice: 'Look for a step file that throws in a timer or in a promise that it does not await.',
    });
  });
  return () => {
    const { started, finished, met, completion, faults, passedOver } = records();
    return { started, finished, met, completion, passedOver, faults: [...faults, ...crashes] };
  };
}
