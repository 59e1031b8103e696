import { resolve } from 'node:path';
import type { OwnChecks } from '../certification/own-checks.ts';
import type { Plan } from '../runner/plan.ts';
import type { OwnSteps } from '../runner/own/phase.ts';
import { ownFeatureFiles } from '../runner/feature-files.ts';
import { typedPath } from '../runner/repository.ts';
import { ownStepFiles } from '../runner/step-files.ts';
import { assertFolder } from './feature-paths.ts';
import { ownEnvironment } from './own-environment.ts';

/**
 * The folders as they were named, which is how a verdict names them.
 *
 * @throws ERR_USAGE when one does not exist, is empty, or holds a file that would be left out
 */
export function ownChecks({ features, specs, steps }: OwnChecks): OwnChecks {
  const own = {
    ...(features !== undefined && { features }),
    ...(specs !== undefined && { specs }),
    ...(steps !== undefined && { steps }),
  };
  for (const [option, folder] of Object.entries(own)) assertFolder(`--${option}`, folder);
  if (features !== undefined) ownFeatureFiles(features, `--features ${features}`);
  if (steps !== undefined) stepFilesOf({ steps });
  return own;
}

/** The same folders by absolute paths. */
export const resolved = (own: OwnChecks): OwnChecks =>
  Object.fromEntries(Object.entries(own).map(([kind, folder]) => [kind, resolve(String(folder))]));

/** The same folders, relative if they are in the repository, so that they are valid in any checkout. */
export const typed = (own: OwnChecks): OwnChecks =>
  Object.fromEntries(Object.entries(own).map(([kind, folder]) => [kind, typedPath(String(folder))]));

/** The user's step files, by absolute path; undefined when no folder was named. */
export const stepFilesOf = ({ steps }: Pick<OwnChecks, 'steps'>): string[] | undefined =>
  steps === undefined ? undefined : ownStepFiles(steps, `--steps ${steps}`);

/** The step files for the user's scenarios, if any. */
export function ownStepsOf(own: OwnChecks, { messages }: Pick<Plan, 'messages'>): { readonly own?: OwnSteps } {
  const files = stepFilesOf(own);
  return files === undefined ? {} : { own: { files, read: messages, environment: ownEnvironment() } };
}

/**
 * The folders that a run uses. Features and step files are used only when a user's scenario is selected,
 * in whichever shard.
 */
export function takingPart(own: OwnChecks, { written, leftOut }: Plan): OwnChecks {
  const passedOver = new Set(leftOut);
  const selected = written.some((scenario) => scenario.own === true && !passedOver.has(scenario.id));
  const { features, steps, ...rest } = own;
  if (!selected) return rest;
  return { ...(features !== undefined && { features }), ...rest, ...(steps !== undefined && { steps }) };
}
