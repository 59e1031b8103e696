import type { Failure, Outcome, ScenarioResult, StepResult } from '../contract/types/result.ts';
import { hasEvidence } from './evidence.ts';
import { judged, notJudged } from './outcome.ts';
import { blockedBy } from './precondition.ts';
import { unseenCharacters } from './unseen-characters.ts';
import type { FinishedScenario, PlannedScenario } from './run.ts';
import { requirementIds } from './tags.ts';

/** Steps that Cucumber could not run, and what is wrong with each. */
const unrunnable: Partial<Record<StepResult['status'], string>> = {
  UNDEFINED: 'no step definition matches it',
  AMBIGUOUS: 'several step definitions match it',
  PENDING: 'its step definition is not written yet',
  UNKNOWN: 'Cucumber gave it no result',
};

/** Failures that say something about the conversation; the others say that it could not be judged. */
const judgements: readonly Failure['class'][] = ['api', 'integration'];

export const aboutConversation = (failure: Failure): boolean => judgements.includes(failure.class);

/** What is known of a scenario beside its record. */
export interface Circumstances {
  readonly started: boolean;
  /** No requirement of it is a MUST: its failure is a warning. */
  readonly optional: boolean;
  /** The target lacks what it needs, or the integration has no use for it: it may be skipped. */
  readonly excused: boolean;
}

/** What one planned scenario showed. */
export function judgeScenario(
  planned: PlannedScenario,
  record: FinishedScenario | undefined,
  { started, optional, excused }: Circumstances,
): ScenarioResult {
  const { id, name, feature, uri, line, own } = planned;
  const known = {
    id,
    name,
    feature,
    uri,
    line,
    ...(own && { own }),
    tags: [...planned.tags],
    requirements: requirementIds(planned.tags),
  };
  if (record === undefined) return { ...known, outcome: { status: started ? 'INTERRUPTED' : 'NOT_RUN' }, steps: [] };
  const failure = failureOf(record);
  const { startedAt, durationMs } = record;
  return {
    ...known,
    outcome: outcomeOf(record, failure, { optional, excused }),
    ...(failure && { failure }),
    ...(record.skipReason !== undefined && { skipReason: record.skipReason }),
    steps: [...record.steps],
    startedAt,
    durationMs,
  };
}

function outcomeOf(
  record: FinishedScenario,
  failure: Failure | undefined,
  { optional, excused }: Omit<Circumstances, 'started'>,
): Outcome {
  const { steps, skipReason } = record;
  const broken = steps.find(({ status }) => unrunnable[status] !== undefined);
  if (steps.some(({ status }) => status === 'FAILED') || (failure && broken === undefined)) {
    const blocked = blockedBy(steps, failure);
    if (blocked !== undefined) return notJudged('BLOCKED', blocked);
    return judged(optional && failure !== undefined && aboutConversation(failure) ? 'WARNING' : 'FAILED');
  }
  if (broken) return notJudged('REVIEW', `the step "${broken.text}" was not run: ${whyNotRun(broken)}`);
  if (steps.length === 0) return notJudged('REVIEW', 'it has no steps');
  if (steps.some(({ status }) => status === 'SKIPPED')) {
    if (!skipReason) return notJudged('REVIEW', 'it was skipped and gave no reason');
    return excused
      ? notJudged('SKIPPED', skipReason)
      : notJudged('REVIEW', `it skipped itself, and must not: ${skipReason}`);
  }
  if (!hasEvidence(steps)) return notJudged('REVIEW', 'it passed without an answer or a webhook on record');
  return judged('PASSED');
}

/** Names invisible characters: with them a step looks like a defined one. */
const whyNotRun = ({ status, text }: StepResult): string =>
  `${unrunnable[status] ?? ''}${status === 'UNDEFINED' ? unseenCharacters(text) : ''}`;

/** The recorded failure, or what can be said of a failed step that left none. */
function failureOf({ failure, steps }: FinishedScenario): Failure | undefined {
  if (failure) return failure;
  const failed = steps.find(({ status }) => status === 'FAILED');
  if (failed) {
    return {
      class: 'harness',
      code: 'ERR_HARNESS',
      message: 'A step failed and did not say why',
      step: `${failed.keyword} ${failed.text}`,
      advice: 'This is a fault of nopan-certify: report it with this result.',
    };
  }
  const broken = steps.find(({ status }) => unrunnable[status] !== undefined);
  if (broken === undefined) return undefined;
  return {
    class: 'configuration',
    code: 'ERR_FEATURE',
    message: `The step could not be run: ${whyNotRun(broken)}`,
    step: `${broken.keyword} ${broken.text}`,
    advice: 'Write it in the words of the vocabulary (steps/), or add the step definition.',
  };
}
