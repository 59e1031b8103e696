import type { PlannedScenario } from '../../certification/run.ts';
import { jsonEqual, isRecord, textOf } from './values.ts';
import { attachmentOf } from './attachments.ts';
import { featureName } from '../feature-name.ts';
import { isSameScenario } from '../wording.ts';
import type { Envelope, Message } from '../recorder.ts';
import { resultOf } from './step-result.ts';

type Pickle = Message<'pickle'>;
type Members = Readonly<Record<string, unknown>>;

/** A scenario as this process read it, with the ids of the other process. */
interface Expected {
  readonly id: string;
  readonly pickle: Pickle;
}

interface TestCase {
  readonly expected: Expected;
  readonly steps: ReadonlySet<string>;
}

interface OpenScenario {
  readonly testCase: TestCase;
  readonly unfinished: Set<string>;
}

/** Messages without effect on results, kept for the messages report. */
const informative = new Set([
  ...['meta', 'stepDefinition', 'hook', 'parameterType', 'undefinedParameterType', 'suggestion'],
  ...['testRunStarted', 'testStepStarted'],
]);

/** Messages that this process produced itself and does not accept from others. */
const sources = new Set(['source', 'gherkinDocument']);

/**
 * Judges the reports of a process with the user's step files about one run: only planned scenarios, each with the steps of its
 * feature, started and finished once, and no changed status. It keeps no results.
 */
export class MessageJudge {
  readonly #planned = new Map<string, Pickle>();
  readonly #pickles = new Map<string, Expected & { readonly stepIds: ReadonlyMap<string, string> }>();
  readonly #named = new Set<string>();
  readonly #testCases = new Map<string, TestCase>();
  readonly #begun = new Set<TestCase>();
  readonly #startIds = new Set<string>();
  readonly #open = new Map<string, OpenScenario>();
  readonly #hooks = new Set<string>();
  #ended = false;

  /**
   * @param planned the scenarios that the process was to run
   * @param read Cucumber's messages from reading the features in this process
   */
  constructor(planned: readonly PlannedScenario[], read: readonly Envelope[]) {
    const ids = new Set(planned.map(({ id }) => id));
    for (const { pickle } of read) {
      const id = pickle && `${featureName(pickle.uri)}:${pickle.location?.line ?? 0}`;
      if (pickle && id !== undefined && ids.has(id)) this.#planned.set(id, pickle);
    }
  }

  /**
   * The message with this process's ids of scenarios and steps; undefined when it says nothing new.
   *
   * @throws Error when it contradicts the plan or an earlier message
   */
  accept(message: unknown): Envelope | undefined {
    const [[kind, value] = ['', undefined], ...others] = isRecord(message) ? Object.entries(message) : [];
    if (others.length > 0 || !isRecord(value)) throw new Error('a message that is none of Cucumber’s');
    if (this.#ended) throw new Error(`${kind} after the end of the run`);
    if (sources.has(kind)) return undefined;
    if (informative.has(kind)) return envelope(kind, value);
    const accepted = this.#accept(kind, value);
    return accepted && envelope(kind, accepted);
  }

  #accept(kind: string, value: Members): object | undefined {
    switch (kind) {
      case 'pickle':
        this.#pickle(value);
        return undefined;
      case 'testCase':
        return this.#testCase(value);
      case 'testCaseStarted':
        return this.#start(value);
      case 'attachment':
        return this.#attach(value);
      case 'testStepFinished':
        return this.#finishStep(value);
      case 'testCaseFinished':
        return this.#finish(value);
      case 'testRunHookStarted':
        return this.#startHook(value);
      case 'testRunHookFinished':
        return this.#finishHook(value);
      case 'testRunFinished':
        return this.#end(value);
      default:
        throw new Error(`a message of an unknown kind: ${kind.slice(0, 40)}`);
    }
  }

  /** The process reads whole features, too, so unplanned scenarios are reported but not run. */
  #pickle(value: Members): void {
    const { uri, location, steps } = value;
    const line = isRecord(location) ? location['line'] : undefined;
    const id = `${featureName(textOf(uri, 'uri'))}:${String(line)}`;
    const pickle = this.#planned.get(id);
    if (pickle === undefined) return;
    if (this.#named.has(id)) throw new Error(`the scenario ${id} twice`);
    this.#named.add(id);
    const theirs = Array.isArray(steps) ? (steps as unknown[]).filter(isRecord) : [];
    if (!isSameScenario(value, pickle)) throw new Error(`the scenario ${id} with other steps than its feature has`);
    const stepIds = theirs.map((step, index) => [textOf(step['id'], 'id'), pickle.steps[index]?.id ?? ''] as const);
    this.#pickles.set(textOf(value['id'], 'id'), { id, pickle, stepIds: new Map(stepIds) });
  }

  #testCase(value: Members): object {
    const id = this.#unused(value['id']);
    const found = this.#pickles.get(textOf(value['pickleId'], 'pickleId'));
    if (found === undefined) throw new Error('a scenario that is not planned');
    this.#pickles.delete(textOf(value['pickleId'], 'pickleId'));
    const { pickle, stepIds } = found;
    const steps = (Array.isArray(value['testSteps']) ? (value['testSteps'] as unknown[]) : []).filter(isRecord);
    const translated = steps.map((step) => {
      const { pickleStepId } = step;
      if (pickleStepId === undefined) return step;
      const ours = stepIds.get(textOf(pickleStepId, 'pickleStepId'));
      return { ...step, pickleStepId: ours };
    });
    const order = translated.flatMap(({ pickleStepId }: Members) => (pickleStepId === undefined ? [] : [pickleStepId]));
    if (
      !jsonEqual(
        order,
        pickle.steps.map((step) => step.id),
      )
    )
      throw new Error(`the scenario ${found.id} without all of its steps`);
    const ids = new Set(steps.map((step) => textOf(step['id'], 'id')));
    if (ids.size !== steps.length) throw new Error(`a step of the scenario ${found.id} twice`);
    this.#testCases.set(id, { expected: found, steps: ids });
    return { ...value, pickleId: pickle.id, testSteps: translated };
  }

  #start(value: Members): object {
    const testCase = this.#testCases.get(textOf(value['testCaseId'], 'testCaseId'));
    if (testCase === undefined) throw new Error('the beginning of a scenario that was not announced');
    if (this.#begun.has(testCase)) throw new Error(`the beginning of the scenario ${testCase.expected.id} twice`);
    const id = textOf(value['id'], 'id');
    if (this.#startIds.has(id)) throw new Error('two scenarios by one id');
    this.#startIds.add(id);
    this.#begun.add(testCase);
    this.#open.set(id, { testCase, unfinished: new Set(testCase.steps) });
    return { ...value, timestamp: timeOf(value['timestamp']) };
  }

  #attach(value: Members): object | undefined {
    const open = this.#open.get(textOf(value['testCaseStartedId'], 'testCaseStartedId'));
    const step = textOf(value['testStepId'], 'testStepId');
    if (open === undefined || !open.unfinished.has(step))
      throw new Error('an attachment of a step that is not running');
    return attachmentOf(value);
  }

  #finishStep(value: Members): object {
    const open = this.#open.get(textOf(value['testCaseStartedId'], 'testCaseStartedId'));
    const step = textOf(value['testStepId'], 'testStepId');
    if (open === undefined || !open.unfinished.delete(step)) throw new Error('the end of a step that is not running');
    return { ...value, testStepResult: resultOf(value['testStepResult']) };
  }

  #finish(value: Members): object {
    const id = textOf(value['testCaseStartedId'], 'testCaseStartedId');
    const open = this.#open.get(id);
    if (open === undefined) throw new Error('the end of a scenario that is not running');
    if (open.unfinished.size > 0)
      throw new Error(`the end of the scenario ${open.testCase.expected.id} before that of its steps`);
    this.#open.delete(id);
    return { ...value, willBeRetried: false, timestamp: timeOf(value['timestamp']) };
  }

  #startHook(value: Members): object {
    this.#hooks.add(textOf(value['id'], 'id'));
    return value;
  }

  #finishHook(value: Members): object {
    if (!this.#hooks.delete(textOf(value['testRunHookStartedId'], 'testRunHookStartedId')))
      throw new Error('the end of a hook that is not running');
    return { ...value, result: resultOf(value['result']) };
  }

  #end(value: Members): object {
    this.#ended = true;
    return { ...value, success: value['success'] === true };
  }

  #unused(id: unknown): string {
    const text = textOf(id, 'id');
    if (this.#testCases.has(text)) throw new Error('two scenarios by one id');
    return text;
  }
}

/** Reads only the members of messages, of any class. */
function envelope(kind: string, value: object): Envelope {
  const message: unknown = { [kind]: value };
  return message as Envelope;
}

function timeOf(time: unknown): object {
  const { seconds, nanos } = isRecord(time) ? time : {};
  // Dates beyond these cannot be written.
  const latest = 8.64e12;
  if (!Number.isSafeInteger(seconds) || !Number.isSafeInteger(nanos) || Math.abs(seconds as number) > latest / 1000)
    throw new Error('a time that is none');
  return { seconds, nanos };
}
