import type { runCucumber } from '@cucumber/cucumber/api';
import type { FinishedScenario } from '../certification/run.ts';
import type { MetTarget } from '../certification/identity.ts';
import type { Delivery, Exchange, Failure, Peer, StepResult } from '../contract/types/result.ts';
import { mediaTypes } from '../evidence/media-types.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import { FeatureIndex } from './feature-index.ts';
import { placeName } from './feature-name.ts';

export type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

/** One kind of Cucumber message: `Message<'pickle'>`. */
export type Message<K extends keyof Envelope> = NonNullable<Envelope[K]>;

type Timestamp = Message<'testCaseStarted'>['timestamp'];

export interface RecorderListener {
  started(id: string): void;
  finished(scenario: FinishedScenario): void;
}

export const silentListener: RecorderListener = { started() {}, finished() {} };

interface OpenScenario {
  readonly id: string;
  /** Whether it is of a feature of the user's own. */
  readonly own: boolean;
  readonly startedAt: Timestamp;
  readonly steps: ReadonlyMap<string, StepResult>;
  readonly lineOf: (testStepId: string) => number | undefined;
  failure?: Failure;
  skipReason?: string;
  /** Passed over, since its precondition is known to fail. */
  notRun?: true;
}

/** Keeps what Cucumber's messages tell of a run. It does not know what was planned, nor what the results mean together. */
export class Recorder {
  readonly features = new FeatureIndex();
  readonly started = new Set<string>();
  readonly finished: FinishedScenario[] = [];
  completion: { readonly success: boolean } | undefined;
  /** How many scenarios were not run, since their preconditions had failed in others. */
  passedOver = 0;
  /** The peers that any process met, and how the processes were started. */
  readonly met: MetTarget[] = [];

  readonly #testCases = new Map<string, Message<'testCase'>>();
  readonly #faults: Failure[] = [];
  readonly #openHooks = new Set<string>();
  readonly #open = new Map<string, OpenScenario>();
  readonly #listener: RecorderListener;
  readonly #failFast: boolean;
  readonly #redactor: Redactor;
  readonly #unexplained: Unexplained;

  /**
   * @param failFast whether Cucumber passes over what is left after the first failure
   * @param redactor knows what may be quoted by messages that nobody has looked at
   * @param unexplained the blame for a step or hook that failed without a reason
   */
  constructor(
    listener: RecorderListener,
    failFast = false,
    redactor = createRedactor(),
    unexplained: Unexplained = ourFault,
  ) {
    this.#unexplained = unexplained;
    this.#listener = listener;
    this.#failFast = failFast;
    this.#redactor = redactor;
  }

  /** Failures outside any scenario: of Cucumber itself, and of hooks of the whole run. */
  get faults(): Failure[] {
    const hooks =
      this.completion === undefined
        ? []
        : [...this.#openHooks].map(() => ({
            ...this.#unexplained.outside,
            message: 'A BeforeAll or AfterAll hook never finished',
          }));
    return [...this.#faults, ...hooks];
  }

  addFault(fault: Failure): void {
    this.#faults.push(fault);
  }

  readonly onMessage = (envelope: Envelope): void => {
    if (envelope.gherkinDocument) this.features.addDocument(envelope.gherkinDocument);
    else if (envelope.pickle) this.features.addPickle(envelope.pickle);
    else if (envelope.testCase) this.#testCases.set(envelope.testCase.id, envelope.testCase);
    else if (envelope.testCaseStarted) this.#start(envelope.testCaseStarted);
    else if (envelope.attachment) this.#attach(envelope.attachment);
    else if (envelope.testStepFinished) this.#finishStep(envelope.testStepFinished);
    else if (envelope.testCaseFinished) this.#finish(envelope.testCaseFinished);
    else if (envelope.testRunHookStarted) this.#openHooks.add(envelope.testRunHookStarted.id);
    else if (envelope.testRunHookFinished) this.#finishRunHook(envelope.testRunHookFinished);
    else if (envelope.testRunFinished) this.completion = { success: envelope.testRunFinished.success };
  };

  #start({ id: startedId, testCaseId, timestamp }: Message<'testCaseStarted'>): void {
    const testCase = this.#testCases.get(testCaseId);
    if (testCase === undefined) return;
    const { id, own } = this.features.scenario(testCase.pickleId);
    const steps = new Map(testCase.testSteps.map((step) => [step.id, this.features.step(testCase.pickleId, step)]));
    const lines = new Map(testCase.testSteps.map((step) => [step.id, this.features.lineOf(testCase.pickleId, step)]));
    this.#open.set(startedId, {
      id,
      own: own === true,
      steps,
      lineOf: (step) => lines.get(step),
      startedAt: timestamp,
    });
    this.started.add(id);
    this.#listener.started(id);
  }

  #attach({ testCaseStartedId, testStepId, mediaType, body }: Message<'attachment'>): void {
    if (mediaType === mediaTypes.peer) {
      const { peer, interference } = JSON.parse(body) as { peer: Peer; interference: string[] };
      this.met.push({ peers: [peer], interference });
      return;
    }
    const open = this.#open.get(testCaseStartedId ?? '');
    const step = open?.steps.get(testStepId ?? '');
    if (open === undefined || step === undefined) return;
    if (mediaType === mediaTypes.exchange) step.exchanges.push(JSON.parse(body) as Exchange);
    else if (mediaType === mediaTypes.delivery) step.deliveries.push(JSON.parse(body) as Delivery);
    else if (mediaType === mediaTypes.notRun) open.notRun = true;
    else if (mediaType === mediaTypes.skip) open.skipReason = (JSON.parse(body) as { reason: string }).reason;
    else if (mediaType === mediaTypes.failure)
      open.failure ??= { ...blamed(placed(JSON.parse(body) as Failure), open), step: stepText(step) };
  }

  #finishStep({ testCaseStartedId, testStepId, testStepResult }: Message<'testStepFinished'>): void {
    const open = this.#open.get(testCaseStartedId);
    const step = open?.steps.get(testStepId);
    if (open === undefined || step === undefined) return;
    step.status = testStepResult.status;
    step.durationMs = milliseconds(testStepResult.duration);
    const line = open.lineOf(testStepId);
    // A reader looks for the line of what did not pass, and thousands of steps pass.
    if (line !== undefined && step.status !== 'PASSED' && step.status !== 'SKIPPED') step.line = line;
    if (step.status === 'FAILED')
      open.failure ??= {
        ...blamed({ ...this.#unexplained.inside, ...saidBy(testStepResult, this.#redactor) }, open),
        step: stepText(step),
      };
  }

  #finish({ testCaseStartedId, timestamp, willBeRetried }: Message<'testCaseFinished'>): void {
    const open = this.#open.get(testCaseStartedId);
    if (open === undefined || willBeRetried) return;
    this.#open.delete(testCaseStartedId);
    const { id, steps, startedAt, failure, skipReason } = open;
    const passedOver = [...steps.values()].every(({ status }) => status === 'SKIPPED') && skipReason === undefined;
    if (open.notRun || (this.#failFast && passedOver)) {
      this.started.delete(id);
      if (open.notRun) this.passedOver += 1;
      return;
    }
    const scenario: FinishedScenario = {
      id,
      steps: [...steps.values()].filter((step) => !isQuietHook(step)),
      startedAt: new Date(milliseconds(startedAt)).toISOString(),
      durationMs: milliseconds(timestamp) - milliseconds(startedAt),
      ...(failure && { failure }),
      ...(skipReason !== undefined && { skipReason }),
    };
    this.finished.push(scenario);
    this.#listener.finished(scenario);
  }

  #finishRunHook({ testRunHookStartedId, result }: Message<'testRunHookFinished'>): void {
    this.#openHooks.delete(testRunHookStartedId);
    const status: string = result.status; // In a dry run hooks are skipped.
    if (status !== 'PASSED' && status !== 'SKIPPED')
      this.addFault({ ...this.#unexplained.outside, ...saidBy(result, this.#redactor) });
  }
}

/** Nobody has looked at its message, which may quote anything. */
function saidBy(
  result: Message<'testStepFinished'>['testStepResult'],
  redactor: Redactor,
): { readonly message: string } {
  const message = result.exception?.message ?? result.message ?? 'It failed without a reason';
  return redactor.failure({ message });
}

type Blamed = Pick<Failure, 'class' | 'code' | 'advice'>;

/** The description of an unexplained failure, in a scenario and outside. */
export interface Unexplained {
  readonly inside: Blamed;
  readonly outside: Blamed;
}

const ofOurs: Blamed = {
  class: 'harness',
  code: 'ERR_HARNESS',
  advice: 'This is a fault of nopan-certify: report it with this message.',
};
const ourFault: Unexplained = { inside: ofOurs, outside: ofOurs };

/** Steps of ours that a feature of the user's own puts together in a way that ours never do fail at what nobody has looked for. */
const blamed = (failure: Failure, { own }: OpenScenario): Failure =>
  own && failure.class === 'harness'
    ? {
        ...failure,
        ...{ class: 'configuration', code: 'ERR_FEATURE' },
        message: tooMany.test(failure.message) ? 'The step takes no table and no doc string' : failure.message,
        advice:
          'Look at the step: what belongs to it (a table, a doc string, nothing), and which steps come before it, is in docs/steps.md.',
      }
    : failure;

/** JSON Pointers are no files. */
const placed = (failure: Failure): Failure =>
  failure.where !== undefined && /:\d+$/.test(failure.where)
    ? { ...failure, where: placeName(failure.where) }
    : failure;

/** How Cucumber says that a step has something below it which its definition does not take. */
const tooMany = /^function has \d+ arguments?, should have/;

/** Hooks that did nothing worth telling. */
function isQuietHook(step: StepResult): boolean {
  return step.text === '' && step.status === 'PASSED' && step.exchanges.length === 0 && step.deliveries.length === 0;
}

const stepText = ({ keyword, text }: StepResult): string => `${keyword} ${text}`.trim();

const milliseconds = (time: { seconds: number; nanos: number }): number => time.seconds * 1000 + time.nanos / 1e6;
