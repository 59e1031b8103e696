import type { Failure, StepResult } from '../contract/types/result.ts';

/** A scenario that the run must finish, known before the run starts. */
export interface PlannedScenario {
  /** `features/signing/requests.feature:12` */
  readonly id: string;
  readonly name: string;
  /** The feature's name. */
  readonly feature: string;
  readonly uri: string;
  readonly line: number;
  /** The scenario is from a user's feature. */
  readonly own?: true;
  /** With their `@`. */
  readonly tags: readonly string[];
}

/** What a scenario left behind when it finished. Hooks count as steps, with the keywords Before and After. */
export interface FinishedScenario {
  readonly id: string;
  readonly steps: readonly StepResult[];
  readonly failure?: Failure;
  /** The recorded reason of a scenario that skipped itself. */
  readonly skipReason?: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly durationMs: number;
}

/** All that a run left behind, as it was counted from outside of Cucumber. */
export interface Run {
  readonly planned: readonly PlannedScenario[];
  /** Ids of the scenarios that a selection left out. */
  readonly leftOut: readonly string[];
  /** Where the plan is dealt out to several runs: which of them this one is, and the ids of what the others run. */
  readonly shard?: { readonly index: number; readonly total: number; readonly elsewhere: readonly string[] };
  /** How often each scenario is to run; absent: once. */
  readonly repeat?: number;
  /** Ids of the scenarios that began, whether or not they finished, each as often as it began. */
  readonly started: readonly string[];
  readonly finished: readonly FinishedScenario[];
  /** What Cucumber said at its end; absent when it never got there. */
  readonly completion?: { readonly success: boolean };
  /** How many scenarios were not run, since others had failed in the precondition that they need; absent: none. */
  readonly passedOver?: number;
  /** Whether the user stopped the run. */
  readonly interrupted: boolean;
  /** What went wrong outside any scenario. */
  readonly faults: readonly Failure[];
}
