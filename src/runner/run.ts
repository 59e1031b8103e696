import { loadSupport, runCucumber, type IRunOptions, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { OwnChecks } from '../certification/own-checks.ts';
import type { JsonObject } from '../contract/json.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Connection } from '../target/connection.ts';
import { cucumberEnvironment } from './environment.ts';
import type { MessageLog } from './messages.ts';
import type { Order } from './order.ts';
import { Recorder, type Envelope, type RecorderListener } from './recorder.ts';
import { everything, sourcesOf, type Selection } from './selection.ts';
import { stepFiles } from './step-files.ts';

export interface RunOptions {
  readonly selection: Selection;
  /** Default: as they are written. */
  readonly order?: Order;
  /** By absolute paths; the features among them are in the selection. */
  readonly own?: Pick<OwnChecks, 'specs' | 'steps'>;
  /** Step files that are loaded already, where a process runs more than once; they take the place of all others. */
  readonly loaded?: ISupportCodeLibrary;
  /** Absent in a dry run, which sends nothing. */
  readonly connection?: Connection;
  /** Worker processes; without any, everything runs in this one. */
  readonly parallel?: number;
  readonly failFast?: boolean;
  readonly listener: RecorderListener;
  /** Default: one that knows no secret but by its form or name. */
  readonly redactor?: Redactor;
  /** Keeps Cucumber's messages, where somebody asked for them. */
  readonly messages?: MessageLog;
  /** Ends the run early; what was recorded until then stays. */
  readonly signal: AbortSignal;
}

export interface FeatureRun {
  /** Holds at any moment what has happened so far; a verdict is reached on nothing else. */
  readonly recorder: Recorder;
  /** Never rejects: what goes wrong stands in the recorder. */
  readonly done: Promise<void>;
}

/** Has Cucumber run the selected features. */
export function runFeatures(options: RunOptions): FeatureRun {
  const { redactor = createRedactor() } = options;
  const recorder = new Recorder(options.listener, options.failFast, redactor);
  const onMessage = (envelope: Envelope): void => {
    recorder.onMessage(envelope);
    options.messages?.add(envelope);
  };
  const run = runCucumber(cucumberOptions(options), cucumberEnvironment(), onMessage).then(
    nothing,
    (error: unknown) => {
      recorder.addFault({
        class: 'harness',
        code: 'ERR_HARNESS',
        message: redactor.text(`Cucumber stopped: ${error instanceof Error ? error.message : String(error)}`),
        advice: 'The run is incomplete; look above for a step file that cannot be loaded or a lost worker.',
      });
    },
  );
  return { recorder, done: Promise.race([run, aborted(options.signal)]) };
}

/** Loads step files, ours and those in a folder of the user's own, once for many runs of this process. */
export function loadSteps(folder?: string): Promise<ISupportCodeLibrary> {
  return loadSupport({ sources: sourcesOf(everything), support: stepFiles(folder) }, cucumberEnvironment());
}

const nothing = (): void => undefined;

function cucumberOptions(options: RunOptions): IRunOptions {
  const { selection, order = 'defined', own = {}, loaded, connection, parallel = 0, failFast = false } = options;
  return {
    sources: { ...sourcesOf(selection), order },
    support: loaded ?? stepFiles(own.steps),
    runtime: {
      dryRun: connection === undefined,
      failFast,
      filterStacktraces: true,
      parallel,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters:
        connection === undefined ? {} : worldParameters(connectionOfEach(connection, parallel), own.specs),
    },
    formats: { stdout: 'rerun', files: {}, publish: false, options: {} },
  };
}

/** What steps/ needs to open its environment, in whichever process that is. */
const worldParameters = (connection: Connection, ownSpecs?: string): JsonObject => ({
  connection: connection as unknown as JsonObject,
  ...(ownSpecs !== undefined && { ownSpecs }),
});

/** The connection for each process of a run: together they keep to the rate that the target is asked at. */
export function connectionOfEach(connection: Connection, processes: number): Connection {
  const { requestsPerSecond } = connection;
  if (requestsPerSecond === undefined || processes < 2) return connection;
  return { ...connection, requestsPerSecond: requestsPerSecond / processes };
}

function aborted(signal: AbortSignal): Promise<void> {
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
