import { groups } from '../certification/groups.ts';
import { counted } from '../certification/words.ts';
import { jsonText } from '../report/json-text.ts';
import { painter, type Paint } from '../report/paint.ts';
import type { Vocabulary, VocabularyParameter, VocabularyStep } from '../runner/vocabulary.ts';
import { wantsColour } from './colours.ts';
import { ownChecks, resolved } from './own-checks.ts';
import { exampleLines } from './step-example.ts';
import { stepsMarkdown } from './steps-markdown.ts';
import { readVocabulary } from './vocabulary.ts';

export interface StepsSettings {
  readonly config?: string;
  readonly features?: string;
  readonly specs?: string;
  readonly steps?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `nopan-certify steps`: the words that a feature can be written in. */
export async function steps({ json = false, markdown = false, ...settings }: StepsSettings): Promise<void> {
  const vocabulary = await readVocabulary(resolved(ownChecks(settings)));
  const write = json ? (): string => jsonText(vocabulary) : markdown ? stepsMarkdown : stepsText;
  process.stdout.write(write(vocabulary));
}

function stepsText({ steps: all, parameters }: Vocabulary): string {
  const paint = painter(wantsColour(process.stdout));
  const topics = groups(all, ({ topic }) => topic).map(([topic, own]) => [
    paint('heading', topic),
    ...own.flatMap((step) => stepLines(step, paint)),
  ]);
  const paragraphs = [...topics, ...parameters.map((parameter) => parameterLines(parameter, paint)), closing(all)];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const stepLines = (step: VocabularyStep, paint: Paint): string[] => [
  `  ${step.keyword} ${step.pattern}`,
  ...exampleLines(step).map((line) => paint('quiet', `      ${line}`)),
  ...(step.example === undefined ? [paint('warn', '      no feature uses it')] : []),
];

const parameterLines = ({ name, phrases, pattern }: VocabularyParameter, paint: Paint): string[] => [
  paint('heading', `{${name}}`) + (pattern === undefined ? '' : paint('quiet', `  /${pattern}/, as in`)),
  ...phrases.map((phrase) => `  ${phrase}`),
];

const closing = (all: readonly VocabularyStep[]): string[] => [
  `${counted(all.length, 'step')}. {int} is a whole number, {word} one word, {string} text in quotes; # is a whole number too, and "…" any text.`,
];
