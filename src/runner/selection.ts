import { relative } from 'node:path';
import type { ISourcesCoordinates } from '@cucumber/cucumber/api';
import { featuresDir, packageRoot } from '../contract/locations.ts';

/** Which scenarios to run; empty values select everything. */
export interface Selection {
  /** Feature files, each with or without the line of one scenario behind it: `features/signing/requests.feature:12`. */
  readonly paths: readonly string[];
  /** A Cucumber tag expression, such as `@stage:signing and not @needs:clock`. */
  readonly tags: string;
  /** Regular expressions of which a scenario's name must match one. */
  readonly names: readonly string[];
}

/** The features of this package. */
export const ownFeatures = `${relative(packageRoot(), featuresDir)}/**/*.feature`;

export function sourcesOf(selection: Selection): ISourcesCoordinates {
  return {
    defaultDialect: 'en',
    paths: selection.paths.length > 0 ? [...selection.paths] : [ownFeatures],
    names: [...selection.names],
    tagExpression: selection.tags,
    order: 'defined',
  };
}

export const everything: Selection = { paths: [], tags: '', names: [] };

export const isPartial = ({ paths, tags, names }: Selection): boolean => paths.length + tags.length + names.length > 0;
