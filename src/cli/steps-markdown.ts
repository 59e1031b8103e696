import { groups } from '../certification/groups.ts';
import type { Vocabulary, VocabularyParameter, VocabularyStep } from '../runner/vocabulary.ts';
import { exampleLines } from './step-example.ts';

const introduction = `# The words of the features

Made from \`steps/\`, \`specs/\` and \`features/\` by \`npm run docs\`. Change those, not this file.

Each step that a scenario can be written with, by topic, and one example of it from the features. What stands in braces is a
parameter: \`{int}\` is a whole number, \`{word}\` one word, \`{string}\` text in quotes; the others are
[listed at the end](#parameters). \`a/b\` is one or the other, \`(s)\` may be left out, and what stands between slashes is a regular
expression. [glossary.md](glossary.md) explains the terms.`;

/** docs/steps.md. */
export function stepsMarkdown({ steps, parameters }: Vocabulary): string {
  const topics = groups(steps, ({ topic }) => topic).map(([topic, own]) =>
    [`## ${topic.charAt(0).toUpperCase()}${topic.slice(1)}`, ...own.map(stepSection)].join('\n\n'),
  );
  const types = ['## Parameters', about, ...parameters.map(parameterSection)].join('\n\n');
  return `${[introduction, ...topics, types].join('\n\n')}\n`;
}

const stepSection = (step: VocabularyStep): string => {
  const example = exampleLines(step);
  return [
    `**${step.keyword}** \`${step.pattern}\``,
    ...(example.length === 0 ? [] : [['```gherkin', ...example, '```'].join('\n')]),
  ].join('\n\n');
};

const about = '`#` stands for a whole number and `"…"` for any text in quotes.';

const parameterSection = ({ name, phrases, pattern }: VocabularyParameter): string =>
  [
    `### {${name}}`,
    ...(pattern === undefined ? [] : [`Matches \`${pattern}\`, as in:`]),
    phrases.map((phrase) => `- ${phrase}`).join('\n'),
  ].join('\n\n');
