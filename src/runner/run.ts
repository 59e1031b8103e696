import { runCucumber, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { PlannedScenario } from '../certification/run.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Connection } from '../target/connection.ts';
import { cucumberOptions } from './cucumber-options.ts';
import { cucumberEnvironment } from './environment.ts';
import { featureName, fileOfFeature } from './feature-name.ts';
import type { MessageLog } from './messages.ts';
import type { Order } from './order.ts';
import { Recorder, type Envelope, type Message, type RecorderListener } from './recorder.ts';
import { builtInSteps } from './step-files.ts';
import { isSameScenario } from './wording.ts';
import type { Failure } from '../contract/types/result.ts';

export interface RunOptions {
  readonly scenarios: readonly PlannedScenario[];
  /** Default: as they are written. */
  readonly order?: Order;
  /** The folder of the user's own specs, by its absolute path. */
  readonly ownSpecs?: string;
  /** Step files that are loaded already, where a process runs more than once. */
  readonly loaded?: ISupportCodeLibrary;
  /** Absent in a dry run, which sends nothing. */
  readonly connection?: Connection;
  /** Worker processes; without any, everything runs in this one. */
  readonly parallel?: number;
  readonly failFast?: boolean;
  readonly keepGoing?: boolean;
  readonly listener: RecorderListener;
  /** Default: one that knows no secret but by its form or name. */
  readonly redactor?: Redactor;
  /** Keeps Cucumber's messages, where somebody asked for them. */
  readonly messages?: Pick<MessageLog, 'add'>;
  /** What Cucumber said of the features when they were planned: when it reads them again, they must say the same. */
  readonly planMessages?: readonly Envelope[];
  /** Ends the run early; what was recorded until then stays. */
  readonly signal: AbortSignal;
}

export interface FeatureRun {
  /** Holds at any moment what has happened so far; a verdict is reached on nothing else. */
  readonly recorder: Recorder;
  /** Never rejects: what goes wrong stands in the recorder. */
  readonly done: Promise<void>;
}

/** Runs scenarios in this process with Cucumber and only the built-in step files. */
export function runFeatures(options: RunOptions): FeatureRun {
  const { redactor = createRedactor(), scenarios } = options;
  const recorder = new Recorder(options.listener, options.failFast, redactor);
  const differs = differing(scenarios, options.planMessages);
  const onMessage = (envelope: Envelope): void => {
    if (envelope.pickle && differs(envelope.pickle)) recorder.addFault(changedFeature(envelope.pickle.uri));
    recorder.onMessage(envelope);
    options.messages?.add(envelope);
  };
  const selected = cucumberOptions({
    ...options,
    features: filesOf(scenarios),
    steps: builtInSteps(),
    ids: new Set(scenarios.map(({ id }) => id)),
  });
  const run = runCucumber(selected, cucumberEnvironment(), onMessage).then(nothing, (error: unknown) => {
    recorder.addFault({
      class: 'harness',
      code: 'ERR_HARNESS',
      message: redactor.text(`Cucumber stopped: ${error instanceof Error ? error.message : String(error)}`),
      advice: 'The run is incomplete; look above for a lost worker process.',
    });
  });
  return { recorder, done: Promise.race([run, aborted(options.signal)]) };
}

/** Tells whether a scenario that is to run has other words than when it was planned. */
function differing(
  scenarios: readonly PlannedScenario[],
  messages: readonly Envelope[] = [],
): (pickle: Message<'pickle'>) => boolean {
  const ids = new Set(scenarios.map(({ id }) => id));
  const planned = new Map(messages.flatMap(({ pickle }) => (pickle ? [[idOf(pickle), pickle] as const] : [])));
  return (pickle) => {
    const before = planned.get(idOf(pickle));
    return before !== undefined && ids.has(idOf(pickle)) && !isSameScenario(pickle, before);
  };
}

const idOf = ({ uri, location }: Message<'pickle'>): string => `${featureName(uri)}:${location?.line ?? 0}`;

const changedFeature = (uri: string): Failure => ({
  class: 'environment',
  code: 'ERR_FEATURE',
  message: `The feature ${featureName(uri)} was changed after its scenarios had been planned`,
  advice: 'See who changes it, a step file of your own or an editor, and run the certification again.',
});

export const filesOf = (scenarios: readonly PlannedScenario[]): string[] =>
  [...new Set(scenarios.map(({ uri }) => uri))].map(fileOfFeature);

/** Loads the built-in step files once for several runs in this process. */
export async function loadSteps(): Promise<ISupportCodeLibrary> {
  const { support } = await runCucumber(
    cucumberOptions({ features: [], steps: builtInSteps(), ids: new Set() }),
    cucumberEnvironment(),
  );
  return support;
}

const nothing = (): void => undefined;

export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
