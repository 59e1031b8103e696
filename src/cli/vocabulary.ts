import type { OwnChecks } from '../certification/own-checks.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { ownVocabulary } from '../runner/own/vocabulary.ts';
import { readEverything } from '../runner/plan.ts';
import { vocabularyOf, type Vocabulary } from '../runner/vocabulary.ts';
import { stepFilesOf } from './own-checks.ts';
import { ownEnvironment } from './own-environment.ts';

/** The vocabulary of the features, in which workflows and ways to spoil a message are named by their titles. */
export async function readVocabulary({ features, specs, steps }: OwnChecks): Promise<Vocabulary> {
  const { workflows, tamperings, answerTamperings } = loadSpecification(undefined, specs);
  const titled = [...workflows.ids.map((id) => workflows.get(id)), ...tamperings.all, ...answerTamperings.all];
  const titles = titled.map(({ title }) => title);
  const { scenarios } = await readEverything([], features);
  const written = scenarios.flatMap((scenario) => scenario.steps);
  const files = steps === undefined ? undefined : stepFilesOf({ steps });
  if (files === undefined) return vocabularyOf(written, { steps: [], titles });
  return ownVocabulary({ files, written, titles, environment: ownEnvironment() });
}
