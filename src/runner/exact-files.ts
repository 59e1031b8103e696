import type {
  IRunOptions,
  IRunOptionsPlugins,
  ISourcesCoordinates,
  ISupportCodeCoordinates,
} from '@cucumber/cucumber/api';
import type { JsonObject } from '../contract/json.ts';
import type { Message } from './recorder.ts';

/** The only files that Cucumber may read and load, by absolute path. */
interface ExactFiles {
  readonly features: readonly string[];
  readonly steps: readonly string[];
  /** Whether to run a scenario, by Cucumber's path of its feature, and its line. Default: all of them. */
  readonly runs?: (uri: string, line: number) => boolean;
  /** Called with each step file before it is loaded, and with undefined at the end. */
  readonly loading?: (file: string | undefined) => void;
}

/** The paths that Cucumber passes to a plugin and gets back. */
interface ResolvedPaths {
  readonly unexpandedSourcePaths: string[];
  readonly sourcePaths: string[];
  readonly requirePaths: string[];
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

/** Cucumber reads paths as patterns, which some names cannot be written as. These match nothing. */
const nothing = 'none';

export const noSources: ISourcesCoordinates = {
  ...{ defaultDialect: 'en', paths: [nothing], names: [], tagExpression: '', order: 'defined' },
};

export const noSupport: ISupportCodeCoordinates = {
  ...{ importPaths: [nothing], requireModules: [], requirePaths: [], loaders: [] },
};

/** Cucumber imports a plugin by name; this one is a data URL, so that it needs no file. */
const specifier =
  'data:text/javascript,export default { type: "plugin", coordinator: ({ options, ...context }) => options.coordinate(context) }';

/** Cucumber has to have a formatter for its standard output. This one listens to nothing; its own look at each failure anew for each other one. */
export const silentFormats: IRunOptions['formats'] = {
  stdout: 'data:text/javascript,export default { type: "formatter", formatter: () => {} }',
  ...{ files: {}, publish: false, options: {} },
};

/** Node.js 20 cannot load an ES module, such as nopan-certify, from CommonJS in TypeScript that is imported. */
const isRequired = (file: string): boolean => file.endsWith('.cts');

/** Makes Cucumber use exactly these files instead of its patterns. */
export function exactly({ features, steps, runs = () => true, loading }: ExactFiles): IRunOptionsPlugins {
  const [required, imported] = [steps.filter(isRequired), steps.filter((file) => !isRequired(file))];
  const coordinate = ({ on, transform }: CoordinatorContext): void => {
    on('paths:resolve', ({ unexpandedSourcePaths, sourcePaths, requirePaths, importPaths }) => {
      unexpandedSourcePaths.splice(0);
      sourcePaths.splice(0, Infinity, ...features);
      requirePaths.splice(0, Infinity, ...required);
      importPaths.splice(0, Infinity, ...imported);
      if (loading === undefined) return;
      const requiring = <T>(load: (file: string) => T): T[] =>
        required.map((file) => {
          loading(file);
          return load(file);
        });
      Object.assign(requirePaths, { map: requiring });
      Object.assign(importPaths, { [Symbol.iterator]: () => told(imported, loading) });
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
