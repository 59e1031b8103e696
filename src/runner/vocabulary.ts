import { basename, extname } from 'node:path';
import { runCucumber } from '@cucumber/cucumber/api';
import { cucumberOptions } from './cucumber-options.ts';
import { cucumberEnvironment } from './environment.ts';
import type { WrittenStep } from './features.ts';
import { builtInSteps } from './step-files.ts';

/** A step definition, with what the features make of it. */
export interface VocabularyStep {
  /** Given, When or Then. */
  readonly keyword: string;
  /** A Cucumber expression, or a regular expression between slashes. */
  readonly pattern: string;
  /** The step file's name: what the step is about. */
  readonly topic: string;
  /** Names of its parameter types. */
  readonly parameters: readonly string[];
  /** The first step of the features that it matches. */
  readonly example?: WrittenStep;
}

/** A kind of parameter: `{call}`. */
export interface VocabularyParameter {
  readonly name: string;
  /** What may stand in its place, # for a whole number and "…" for any text; of an open one what is known to. */
  readonly phrases: readonly string[];
  /** The regular expression of an open one. */
  readonly pattern?: string;
}

export interface Vocabulary {
  readonly steps: readonly VocabularyStep[];
  readonly parameters: readonly VocabularyParameter[];
}

/** What Cucumber's library of step definitions holds at run time; its published type keeps silent about it. */
interface Library {
  readonly stepDefinitions: readonly Definition[];
  readonly parameterTypeRegistry: { readonly parameterTypes: Iterable<ParameterType> };
}

interface Definition {
  readonly keyword: string;
  readonly pattern: string | RegExp;
  readonly uri: string;
  readonly expression: {
    match(text: string): readonly Argument[] | null;
  };
}

interface ParameterType {
  readonly name?: string;
  readonly regexpStrings: readonly string[];
  readonly builtin?: boolean;
}

interface Argument {
  readonly group: { readonly value?: string | null };
  readonly parameterType: ParameterType;
}

export interface VocabularyOptions {
  /** Step files of the user's own, by absolute path. */
  readonly steps: readonly string[];
  /** Titles that specs give to what they hold, to be said in features. */
  readonly titles: readonly string[];
  /** Called with each step file before it is loaded, and with undefined at the end. */
  readonly loading?: (file: string | undefined) => void;
}

/**
 * The vocabulary of features: the step definitions that Cucumber loads into this process, with examples from the features
 * for each.
 */
export async function vocabularyOf(
  written: readonly WrittenStep[],
  { steps, titles, loading }: VocabularyOptions,
): Promise<Vocabulary> {
  const ours = builtInSteps();
  const { support } = await runCucumber(
    cucumberOptions({
      ...{ features: [], steps: [...ours, ...steps], ids: new Set() },
      ...(loading && {
        loading: (file) => {
          if (file === undefined || !ours.includes(file)) loading(file);
        },
      }),
    }),
    cucumberEnvironment(),
  );
  const { stepDefinitions, parameterTypeRegistry } = support as unknown as Library;
  const uses = stepDefinitions.map((definition) => usesOf(definition, written));
  const values = uses.flat().flatMap((use) => use.values);
  return {
    steps: stepDefinitions.map((definition, index) => stepOf(definition, uses[index]?.[0]?.step)),
    parameters: [...parameterTypeRegistry.parameterTypes]
      .filter(({ builtin }) => builtin !== true)
      .map((type) =>
        parameterOf(type, [...titles, ...values.flatMap(({ name, text }) => (name === type.name ? [text] : []))]),
      ),
  };
}

interface Use {
  readonly step: WrittenStep;
  readonly values: readonly { readonly name: string; readonly text: string }[];
}

const usesOf = ({ expression }: Definition, written: readonly WrittenStep[]): Use[] =>
  written.flatMap((step) => {
    const found = expression.match(step.text);
    if (found === null) return [];
    return [
      {
        step,
        values: found.map(({ parameterType, group }) => ({ name: parameterType.name ?? '', text: group.value ?? '' })),
      },
    ];
  });

const stepOf = ({ keyword, pattern, uri }: Definition, example: WrittenStep | undefined): VocabularyStep => ({
  keyword,
  pattern: String(pattern),
  topic: basename(uri, extname(uri)),
  parameters: [...String(pattern).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  ...(example && { example }),
});

/** A type of several patterns is closed, a phrase each. One of a single pattern says what fits, and examples tell the rest. */
function parameterOf({ name = '', regexpStrings }: ParameterType, known: readonly string[]): VocabularyParameter {
  const [pattern = '', ...more] = regexpStrings;
  if (more.length > 0) return { name, phrases: regexpStrings.map(readable) };
  const whole = new RegExp(`^(?:${pattern})$`);
  return { name, phrases: [...new Set(known.filter((phrase) => whole.test(phrase)))], pattern };
}

const readable = (pattern: string): string => pattern.replaceAll(String.raw`\d+`, '#').replaceAll('"[^"]*"', '"…"');
