import { sha256, type Member } from './member.ts';

/** The comparison of a package's specs and features with those of this version. */
export interface CatalogueStanding {
  /** Whether this version made the package; other versions may differ. */
  readonly comparable: boolean;
  /** Names of members that are changed, missing or extra; empty where nothing was compared. */
  readonly differ: readonly string[];
}

/** The specs and features of this version. */
export interface OwnCatalogue {
  readonly version: string;
  readonly members: readonly Member[];
}

const ofCatalogue = /^(?:specs|features)\//;

export function catalogueStanding(version: string, members: readonly Member[], own: OwnCatalogue): CatalogueStanding {
  if (version !== own.version) return { comparable: false, differ: [] };
  const theirs = digests(members);
  const ours = digests(own.members);
  const all = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
  return { comparable: true, differ: all.filter((name) => theirs.get(name) !== ours.get(name)) };
}

const digests = (members: readonly Member[]): ReadonlyMap<string, string> =>
  new Map(members.filter(({ name }) => ofCatalogue.test(name)).map(({ name, content }) => [name, sha256(content)]));
