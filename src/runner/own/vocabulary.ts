import { processRedactor } from '../../evidence/process-redactor.ts';
import type { WrittenStep } from '../features.ts';
import type { Vocabulary, VocabularyParameter, VocabularyStep } from '../vocabulary.ts';
import { assertLoaded } from './loading.ts';
import { runOwnProcess } from './process.ts';
import { isRecord } from './values.ts';

interface Options {
  /** Step files of the user's own, by absolute path. */
  readonly files: readonly string[];
  readonly written: readonly WrittenStep[];
  readonly titles: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The vocabulary with the user's step files, which another process loads.
 *
 * @throws ERR_STEPS when one cannot be loaded
 */
export async function ownVocabulary({ files, written, titles, environment }: Options): Promise<Vocabulary> {
  let loading: string | undefined;
  let vocabulary: Vocabulary | undefined;
  const ending = await runOwnProcess({
    order: { task: 'vocabulary', steps: files, written, titles },
    onReport(report) {
      if (report.type === 'loading') loading = files.find((file) => file === report.file);
      if (report.type === 'loaded') loading = undefined;
      if (report.type !== 'vocabulary') return;
      vocabulary = textsOf(report.vocabulary);
    },
    environment,
    signal: new AbortController().signal,
  });
  assertLoaded(files, loading, ending);
  return vocabulary ?? { steps: [], parameters: [] };
}

/** Keeps only text members, since printing anything else would fail. */
function textsOf(value: unknown): Vocabulary {
  const { steps, parameters } = isRecord(value) ? value : {};
  return { steps: records(steps).map(stepOf), parameters: records(parameters).map(parameterOf) };
}

const records = (value: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isRecord) : [];

const text = (value: unknown): string => processRedactor.text(typeof value === 'string' ? value : '');

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);

function stepOf({ keyword, pattern, topic, parameters, example }: Readonly<Record<string, unknown>>): VocabularyStep {
  const { text: said, table } = isRecord(example) ? example : {};
  const rows = Array.isArray(table) ? { table: table.map(texts) } : {};
  return {
    ...{ keyword: text(keyword), pattern: text(pattern), topic: text(topic), parameters: texts(parameters) },
    ...(isRecord(example) && { example: { text: text(said), ...rows } }),
  };
}

const parameterOf = ({ name, phrases, pattern }: Readonly<Record<string, unknown>>): VocabularyParameter => ({
  ...{ name: text(name), phrases: texts(phrases) },
  ...(typeof pattern === 'string' && { pattern: text(pattern) }),
});
