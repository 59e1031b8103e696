import type { TraceProblem } from '../certification/traceability.ts';
import { unseenCharacters } from '../certification/unseen-characters.ts';
import { nearest } from '../contract/suggestion.ts';
import { FeatureIndex } from './feature-index.ts';
import { featureName } from './feature-name.ts';
import type { Envelope, Message } from './recorder.ts';

type Definition = Message<'stepDefinition'>;
type TestStep = Message<'testCase'>['testSteps'][number];

/** Finds steps that no definition matches, or more than one, in the messages of dry runs. */
export class UnmatchedSteps {
  readonly #features = new FeatureIndex();
  readonly #definitions = new Map<string, Definition>();
  readonly #testCases: Message<'testCase'>[] = [];

  readonly add = ({ gherkinDocument, pickle, stepDefinition, testCase }: Envelope): void => {
    if (gherkinDocument) this.#features.addDocument(gherkinDocument);
    if (pickle) this.#features.addPickle(pickle);
    if (stepDefinition) this.#definitions.set(stepDefinition.id, stepDefinition);
    if (testCase) this.#testCases.push(testCase);
  };

  /**
   * A problem for each, once a place.
   *
   * @param examples sentences of features that have a definition
   */
  problems(examples: readonly string[]): TraceProblem[] {
    const problems = this.#testCases.flatMap(({ pickleId, testSteps }) =>
      testSteps.flatMap((step) => this.#problem(pickleId, step, examples) ?? []),
    );
    return [...new Map(problems.map((problem) => [`${problem.where} ${problem.message}`, problem])).values()];
  }

  #problem(pickleId: string, testStep: TestStep, examples: readonly string[]): TraceProblem | undefined {
    const { pickleStepId, stepDefinitionIds = [] } = testStep;
    if (pickleStepId === undefined || stepDefinitionIds.length === 1) return undefined;
    const { text } = this.#features.step(pickleId, testStep);
    const found = stepDefinitionIds.flatMap((id) => this.#definitions.get(id) ?? []);
    return {
      where: this.#features.placeOf(pickleId, testStep),
      ...(stepDefinitionIds.length === 0 ? this.#undefined(text, examples) : ambiguous(text, found)),
      unknown: true,
    };
  }

  #undefined(text: string, examples: readonly string[]): Pick<TraceProblem, 'message' | 'advice'> {
    const patterns = [...this.#definitions.values()].map(({ pattern }) => pattern.source);
    const known = new Map([...patterns, ...examples].map((sentence) => [general(sentence), sentence]));
    const likely = nearest(general(text), known.keys());
    const meant = likely === undefined ? '' : `Did you mean "${known.get(likely) ?? likely}"? `;
    return {
      message: `Undefined step "${text}"${unseenCharacters(text)}`,
      advice: `${meant}"nopan-certify steps" lists all steps.`,
    };
  }
}

/** Without the values in it, so that only the words count. */
const general = (sentence: string): string =>
  sentence.replaceAll(/"[^"]*"|\{string\}/g, '""').replaceAll(/\b\d+\b|\{int\}/g, '#');

const ambiguous = (text: string, found: readonly Definition[]): Pick<TraceProblem, 'message' | 'advice'> => ({
  message: `Ambiguous step "${text}", which matches ${found.map(definitionText).join(' and ')}`,
  advice: 'Change one of the expressions so that only one matches.',
});

function definitionText({ pattern, sourceReference: { uri = '', location } }: Definition): string {
  const file = featureName(uri);
  const place =
    file.startsWith('dist/') || file.startsWith('steps/') ? 'nopan-certify' : `${file}:${location?.line ?? 0}`;
  return `${pattern.source} (${place})`;
}
