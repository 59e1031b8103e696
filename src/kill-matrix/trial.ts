import type { PlannedScenario } from '../certification/run.ts';
import type { Blame, Verdict } from '../contract/types/result.ts';

/** One run: the scenarios to run, against a mock that is broken in one way, or in none. */
export interface Trial {
  readonly defect?: string;
  /** Everything that a run must finish. */
  readonly scenarios: readonly PlannedScenario[];
}

/** A scenario that did not pass. */
export interface FailedScenario {
  readonly id: string;
  readonly name: string;
  readonly requirements: readonly string[];
  readonly class: Blame;
  readonly code: string;
  readonly message: string;
  readonly expected?: string;
  /** The command line that shows it again. */
  readonly repeat: string;
}

/** What one run showed: small enough to go from one process to another. */
export interface Observation {
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
  readonly failures: readonly FailedScenario[];
  /** What kept the run from judging all that it should have: faults outside of scenarios, scenarios without a judgement. */
  readonly gaps: readonly string[];
  readonly durationMs: number;
}
