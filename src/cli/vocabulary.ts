import type { OwnChecks } from '../certification/own-checks.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { readFeatures } from '../runner/features.ts';
import { loadVocabulary, type Vocabulary } from '../runner/vocabulary.ts';

/** The vocabulary of the features, in which workflows and ways to spoil a message are named by their titles. */
export async function readVocabulary({ features, specs, steps }: OwnChecks): Promise<Vocabulary> {
  const { workflows, tamperings, answerTamperings } = loadSpecification(undefined, specs);
  const titled = [...workflows.ids.map((id) => workflows.get(id)), ...tamperings.all, ...answerTamperings.all];
  return loadVocabulary(await readFeatures([], features), {
    ...(steps !== undefined && { steps }),
    titles: titled.map(({ title }) => title),
  });
}
