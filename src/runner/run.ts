import { runCucumber, type IRunOptions } from '@cucumber/cucumber/api';
import type { Connection } from '../target/connection.ts';
import { cucumberEnvironment } from './environment.ts';
import { sourcesOf, type Selection } from './plan.ts';
import { Recorder, type RecorderListener } from './recorder.ts';

export interface RunOptions {
  readonly selection: Selection;
  /** Absent in a dry run, which sends nothing. */
  readonly connection?: Connection;
  /** Worker processes; 0 runs everything in this one. */
  readonly parallel: number;
  readonly failFast: boolean;
  readonly listener: RecorderListener;
  /** Ends the run early; what was recorded until then stays. */
  readonly signal: AbortSignal;
}

const fromSource = import.meta.url.endsWith('.ts');
const stepFiles = fromSource ? 'steps/**/*.ts' : 'dist/steps/**/*.js';

/** Has Cucumber run the selected features. Whatever happens in there, the recorder is what a verdict is reached on. */
export async function runFeatures(options: RunOptions): Promise<Recorder> {
  const recorder = new Recorder(options.listener);
  const run = runCucumber(cucumberOptions(options), cucumberEnvironment(), recorder.onMessage).catch((error: unknown) => {
    recorder.faults.push({
      class: 'harness',
      code: 'ERR_HARNESS',
      message: `Cucumber stopped: ${error instanceof Error ? error.message : String(error)}`,
      advice: 'The run is incomplete; look above for a step file that cannot be loaded or a lost worker.',
    });
  });
  await Promise.race([run, aborted(options.signal)]);
  return recorder;
}

function cucumberOptions({ selection, connection, parallel, failFast }: RunOptions): IRunOptions {
  return {
    sources: sourcesOf(selection),
    support: { importPaths: [stepFiles], requireModules: [], requirePaths: [], loaders: [] },
    runtime: {
      dryRun: connection === undefined,
      failFast,
      filterStacktraces: true,
      parallel,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: connection === undefined ? {} : { connection: JSON.parse(JSON.stringify(connection)) },
    },
    formats: { stdout: 'message', files: {}, publish: false, options: {} },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
