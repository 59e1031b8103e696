import { expect, test } from 'vitest';
import type { Envelope } from './recorder.ts';
import { UnmatchedSteps } from './unmatched-steps.ts';

const uri = '../shop/checks/a.feature';

function problemsOf(text: string, definitionIds: readonly string[], examples: readonly string[] = []) {
  const steps = new UnmatchedSteps();
  const step = { id: 'ast', keyword: 'When ', location: { line: 4, column: 5 } };
  const definition = (id: string, source: string, file: string, line: number) => ({
    stepDefinition: { id, pattern: { source }, sourceReference: { uri: file, location: { line } } },
  });
  const envelopes = [
    { gherkinDocument: { uri, feature: { name: 'A', children: [{ scenario: { steps: [step] } }] } } },
    { pickle: { id: 'p', uri, steps: [{ id: 's', text, astNodeIds: ['ast'] }] } },
    definition('1', 'its order number is {string}', '../shop/checks/steps/shop.js', 7),
    definition('2', 'it is {word}', 'dist/steps/answers.js', 12),
    {
      testCase: {
        id: 't',
        pickleId: 'p',
        testSteps: [{ id: 'h' }, { id: 'x', pickleStepId: 's', stepDefinitionIds: definitionIds }],
      },
    },
  ];
  for (const envelope of [...envelopes, envelopes.at(-1)]) steps.add(envelope as unknown as Envelope);
  return steps
    .problems(examples)
    .map(({ where, message, advice }) => [where.replace(/^.*checks\//, ''), message, advice]);
}

const list = '"nopan-certify steps" lists all steps.';

test.each([
  ['its order numbr is "A-1"', `Did you mean "its order number is {string}"? ${list}`],
  ['I strat a payment of 20', `Did you mean "I start a payment of 10"? ${list}`],
  ['completely different words', list],
])('an undefined step has its place and the nearest one: %s', (text, advice) => {
  expect(problemsOf(text, [], ['I start a payment of 10'])).toEqual([
    ['a.feature:4:5', `Undefined step "${text}"`, advice],
  ]);
});

test('an ambiguous step names the definitions', () => {
  expect(problemsOf('it is so', ['1', '2'])).toEqual([
    [
      'a.feature:4:5',
      expect.stringMatching(
        /^Ambiguous step "it is so", which matches its order number is \{string\} \(.*checks\/steps\/shop\.js:7\) and it is \{word\} \(nopan-certify\)$/,
      ),
      'Change one of the expressions so that only one matches.',
    ],
  ]);
  expect(problemsOf('it is so', ['1'])).toEqual([]);
});
