import type {
  IRunOptions,
  IRunOptionsPlugins,
  ISourcesCoordinates,
  ISupportCodeCoordinates,
} from '@cucumber/cucumber/api';
import type { JsonObject } from '../contract/json.ts';
import type { Message } from './recorder.ts';

/** The files that Cucumber is to read and load: these and no others, each by its absolute path. */
export interface ExactFiles {
  readonly features: readonly string[];
  readonly steps: readonly string[];
  /** Whether to run a scenario, by the path of its feature as Cucumber has it, and its line. Default: all of them. */
  readonly runs?: (uri: string, line: number) => boolean;
  /** Is told of each step file before it is loaded, and of undefined when all of them are. */
  readonly loading?: (file: string | undefined) => void;
}

/** What Cucumber tells a plugin before it reads anything, and takes back. */
interface ResolvedPaths {
  readonly unexpandedSourcePaths: string[];
  readonly sourcePaths: string[];
  readonly importPaths: string[];
}

interface FilterablePickle {
  readonly pickle: Message<'pickle'>;
  readonly location: { readonly line: number };
}

interface CoordinatorContext {
  readonly on: (event: 'paths:resolve', handler: (paths: ResolvedPaths) => void) => void;
  readonly transform: (
    event: 'pickles:filter',
    filter: (pickles: readonly FilterablePickle[]) => FilterablePickle[],
  ) => void;
}

/** Paths are patterns to Cucumber, and some names cannot be written as one. These match nothing. */
const nothing = 'none';

export const noSources: ISourcesCoordinates = {
  ...{ defaultDialect: 'en', paths: [nothing], names: [], tagExpression: '', order: 'defined' },
};

export const noSupport: ISupportCodeCoordinates = {
  ...{ importPaths: [nothing], requireModules: [], requirePaths: [], loaders: [] },
};

/** A plugin is named by what it is imported from; this one does what its options say, so that it needs no file. */
const specifier =
  'data:text/javascript,export default { type: "plugin", coordinator: ({ options, ...context }) => options.coordinate(context) }';

/** Cucumber has to have a formatter for its standard output. This one listens to nothing; its own look at each failure anew for each other one. */
export const silentFormats: IRunOptions['formats'] = {
  stdout: 'data:text/javascript,export default { type: "formatter", formatter: () => {} }',
  ...{ files: {}, publish: false, options: {} },
};

/** Has Cucumber take the files that we found in place of those that it would find by patterns. */
export function exactly({ features, steps, runs = () => true, loading }: ExactFiles): IRunOptionsPlugins {
  const coordinate = ({ on, transform }: CoordinatorContext): void => {
    on('paths:resolve', ({ unexpandedSourcePaths, sourcePaths, importPaths }) => {
      unexpandedSourcePaths.splice(0);
      sourcePaths.splice(0, Infinity, ...features);
      importPaths.splice(0, Infinity, ...steps);
      if (loading !== undefined) Object.assign(importPaths, { [Symbol.iterator]: () => told(steps, loading) });
    });
    transform('pickles:filter', (pickles) =>
      pickles.filter(({ pickle: { uri }, location: { line } }) => runs(uri, line)),
    );
  };
  return { specifiers: [specifier], options: { coordinate } as unknown as JsonObject };
}

function* told(files: readonly string[], tell: (file: string | undefined) => void): Generator<string> {
  for (const file of files) {
    tell(file);
    yield file;
  }
  tell(undefined);
}
