import type { Shard } from './shard.ts';

/** Which scenarios to run; empty values select everything. */
export interface Selection {
  /** Feature files and folders, a file with or without the lines of scenarios behind it: `features/signing/requests.feature:12`. */
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

export const everything: Selection = { paths: [], tags: '', names: [] };

export const isPartial = ({ paths, tags, names, shard }: Selection): boolean =>
  paths.length + tags.length + names.length > 0 || shard !== undefined;
