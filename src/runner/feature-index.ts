import type { PlannedScenario } from '../certification/run.ts';
import type { StepResult } from '../contract/types/result.ts';
import { featureName, isBuiltIn } from './feature-name.ts';
import type { Message } from './recorder.ts';

type Pickle = Message<'pickle'>;
type TestStep = Message<'testCase'>['testSteps'][number];

interface WrittenStep {
  readonly keyword: string;
  readonly line: number;
  readonly column: number;
}

/** Finds what a message only refers to: features, scenarios and steps as they were written. */
export class FeatureIndex {
  readonly #features = new Map<string, string>();
  readonly #steps = new Map<string, WrittenStep>();
  readonly #pickles = new Map<string, Pickle>();

  addDocument({ uri, feature }: Message<'gherkinDocument'>): void {
    if (feature === undefined) return;
    this.#features.set(uri ?? '', feature.name);
    for (const { rule, background, scenario } of feature.children) {
      for (const child of [{ background, scenario }, ...(rule?.children ?? [])]) {
        const steps = [...(child.background?.steps ?? []), ...(child.scenario?.steps ?? [])];
        for (const { id, keyword, location } of steps)
          this.#steps.set(id, { keyword: keyword.trim(), line: location.line, column: location.column ?? 1 });
      }
    }
  }

  addPickle(pickle: Pickle): void {
    this.#pickles.set(pickle.id, pickle);
  }

  scenario(pickleId: string): PlannedScenario {
    const { name, uri, location, tags } = this.#pickle(pickleId);
    const file = featureName(uri);
    return {
      id: this.scenarioId(pickleId),
      name,
      feature: this.#features.get(uri) ?? '',
      uri: file,
      line: location?.line ?? 0,
      ...(!isBuiltIn(file) && { own: true }),
      tags: tags.map((tag) => tag.name),
    };
  }

  /** `features/signing/requests.feature:12`; for an outline, the line of the example. */
  scenarioId(pickleId: string): string {
    const { uri, location } = this.#pickle(pickleId);
    return `${featureName(uri)}:${location?.line ?? 0}`;
  }

  step(pickleId: string, testStep: TestStep): StepResult {
    const pickleStep = this.#pickle(pickleId).steps.find(({ id }) => id === testStep.pickleStepId);
    return {
      keyword: pickleStep === undefined ? 'Hook' : (this.#writtenStep(pickleId, testStep)?.keyword ?? ''),
      text: pickleStep?.text ?? '',
      status: 'UNKNOWN',
      durationMs: 0,
      exchanges: [],
      deliveries: [],
    };
  }

  /** The line of a step in its feature; undefined for a hook. */
  lineOf(pickleId: string, testStep: TestStep): number | undefined {
    return this.#writtenStep(pickleId, testStep)?.line;
  }

  /** `features/signing/requests.feature:12:5` */
  placeOf(pickleId: string, testStep: TestStep): string {
    const { line = 0, column = 1 } = this.#writtenStep(pickleId, testStep) ?? {};
    return `${featureName(this.#pickle(pickleId).uri)}:${line}:${column}`;
  }

  #writtenStep(pickleId: string, testStep: TestStep): WrittenStep | undefined {
    const pickleStep = this.#pickle(pickleId).steps.find(({ id }) => id === testStep.pickleStepId);
    return pickleStep?.astNodeIds.map((id) => this.#steps.get(id)).find((step) => step !== undefined);
  }

  #pickle(id: string): Pickle {
    const pickle = this.#pickles.get(id);
    if (pickle === undefined) throw new Error(`Cucumber named a pickle that it had not announced: ${id}`);
    return pickle;
  }
}
