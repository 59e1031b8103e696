import type { Exchanged } from '../client/exchanged.ts';
import type { PlannedRequest } from '../contract/request.ts';
import type { Violation } from '../contract/violation.ts';

/** One call of a scenario: what was planned, what came of it, and how the answer departs from its contract. */
export interface Turn {
  readonly planned: PlannedRequest;
  readonly exchanged: Exchanged;
  /** Empty when the answer keeps its contract, or none came. */
  readonly violations: readonly Violation[];
}
