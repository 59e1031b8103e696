import type { IRunOptions, ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { JsonObject } from '../contract/json.ts';
import type { Connection } from '../target/connection.ts';
import { exactly, noSources, noSupport, silentFormats } from './exact-files.ts';
import { featureName } from './feature-name.ts';
import type { Order } from './order.ts';

export interface CucumberRun {
  /** Feature files by absolute path. */
  readonly features: readonly string[];
  /** Step files by absolute path. */
  readonly steps: readonly string[];
  /** Called with each step file before it is loaded, and with undefined at the end. */
  readonly loading?: (file: string | undefined) => void;
  /** Step files that are already loaded, for a process with several runs; they replace all others. */
  readonly loaded?: ISupportCodeLibrary;
  /** The scenarios of the features that run. */
  readonly ids: ReadonlySet<string>;
  readonly order?: Order;
  /** Absent in a dry run, which sends nothing. */
  readonly connection?: Connection;
  readonly ownSpecs?: string;
  /** Worker processes; without any, everything runs in this one. */
  readonly parallel?: number;
  readonly failFast?: boolean;
  /** Whether scenarios run although their preconditions are known to fail. */
  readonly keepGoing?: boolean;
}

export function cucumberOptions(run: CucumberRun): IRunOptions {
  const { features, steps, loading, loaded, ids, order = 'defined', connection, parallel = 0, failFast = false } = run;
  return {
    sources: { ...noSources, order },
    support: loaded ?? noSupport,
    plugins: exactly({
      features,
      steps,
      runs: (uri, line) => ids.has(`${featureName(uri)}:${line}`),
      ...(loading && { loading }),
    }),
    runtime: {
      dryRun: connection === undefined,
      failFast,
      filterStacktraces: true,
      parallel,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: connection === undefined ? {} : parameters(connectionOfEach(connection, parallel), run),
    },
    formats: silentFormats,
  };
}

/** What steps/ needs to open its environment in any process. */
const parameters = (connection: Connection, { ownSpecs, keepGoing }: CucumberRun): JsonObject => ({
  connection: connection as unknown as JsonObject,
  ...(ownSpecs !== undefined && { ownSpecs }),
  ...(keepGoing !== undefined && { keepGoing }),
});

/** The connection for each process of a run, which share the request rate of the target. */
export function connectionOfEach(connection: Connection, processes: number): Connection {
  const { requestsPerSecond } = connection;
  if (requestsPerSecond === undefined || processes < 2) return connection;
  return { ...connection, requestsPerSecond: requestsPerSecond / processes };
}
