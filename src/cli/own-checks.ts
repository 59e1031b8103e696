import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OwnChecks } from '../certification/own-checks.ts';
import type { Plan } from '../runner/plan.ts';
import type { OwnSteps } from '../runner/own/phase.ts';
import { ownFeatureFiles } from '../runner/feature-files.ts';
import { typedPath } from '../runner/repository.ts';
import { ownStepFiles } from '../runner/step-files.ts';
import { isGivenBy, noConfiguration } from '../config/effective.ts';
import { configuredChecks } from '../config/own-checks.ts';
import { shownPath } from '../contract/yaml-text.ts';
import { defaultConfiguration } from './configuration-sources.ts';
import { assertFolder } from './feature-paths.ts';
import { ownEnvironment } from './own-environment.ts';

/** The options of a command that uses the user's checks. */
export interface ChecksSettings extends OwnChecks {
  readonly config?: string;
}

/**
 * The folders as they were named by options or, where an option is missing, as the configuration names them. A verdict names them so.
 *
 * @throws ERR_USAGE when one does not exist, is empty, or holds a file that would be left out; ERR_CONFIG for what the
 *   configuration names
 */
export function ownChecks({ config, features, specs, steps }: ChecksSettings): OwnChecks {
  const given = {
    ...(features !== undefined && { features }),
    ...(specs !== undefined && { specs }),
    ...(steps !== undefined && { steps }),
  };
  for (const [option, folder] of Object.entries(given)) assertFolder(`--${option}`, folder);
  const own = { ...configuredFolders(config), ...given };
  if (own.features !== undefined) ownFeatureFiles(own.features, `--features ${own.features}`);
  if (own.steps !== undefined) stepFilesOf({ steps: own.steps });
  return own;
}

/** The folders that the configuration names, as a user of the current folder would type them. */
export function configuredFolders(config?: string): OwnChecks {
  if (config !== undefined && !existsSync(config) && !isGivenBy(process.env)) throw noConfiguration(config);
  const folders = configuredChecks(config ?? defaultConfiguration, process.env);
  return Object.fromEntries(Object.entries(folders).map(([kind, folder]) => [kind, shownPath(folder)]));
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
