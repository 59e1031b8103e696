import { relative } from 'node:path';
import type { ISourcesCoordinates } from '@cucumber/cucumber/api';
import { featuresDir, packageRoot } from '../contract/locations.ts';
import { shardText, type Shard } from './shard.ts';

/** Which scenarios to run; empty values select everything. */
export interface Selection {
  /** Feature files, each with or without the line of one scenario behind it: `features/signing/requests.feature:12`. */
  readonly paths: readonly string[];
  /** A Cucumber tag expression, such as `@stage:signing and not @needs:clock`. */
  readonly tags: string;
  /** Regular expressions of which a scenario's name must match one. */
  readonly names: readonly string[];
  /** A folder of the user's own features besides ours; they are part of everything. */
  readonly ownFeatures?: string;
  /** The part of what is selected so far that this run takes on; absent: all of it. */
  readonly shard?: Shard;
}

/** Every feature of this package, and of the user's own folder if there is one. */
export const everyFeature = (ownFeatures?: string): string[] =>
  [relative(packageRoot(), featuresDir), ...(ownFeatures === undefined ? [] : [ownFeatures])].map(
    (folder) => `${folder}/**/*.feature`,
  );

export function sourcesOf({ paths, tags, names, ownFeatures, shard }: Selection): ISourcesCoordinates {
  return {
    defaultDialect: 'en',
    paths: paths.length > 0 ? [...paths] : everyFeature(ownFeatures),
    names: [...names],
    tagExpression: tags,
    order: 'defined',
    ...(shard && { shard: shardText(shard) }),
  };
}

export const everything: Selection = { paths: [], tags: '', names: [] };

export const isPartial = ({ paths, tags, names, shard }: Selection): boolean =>
  paths.length + tags.length + names.length > 0 || shard !== undefined;
