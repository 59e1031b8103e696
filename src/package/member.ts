import { hash } from 'node:crypto';

/** One file of a package. */
export interface Member {
  /** Its path in the archive, with `/` between folders. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Members that every package has, by what they are. */
export const names = {
  envelope: 'attestation.dsse.json',
  manifest: 'manifest.json',
  signingKey: 'signing-key.jwk.json',
  result: 'reports/result.json',
  catalogue: 'specs/requirements.yaml',
} as const;

/** Folders of what a run is judged by; whatever else there is came out of it. */
const configurationFolders = /^(?:specs|features|own)\//;

/** Whether a run is configured by this member, or came to it. */
export const isConfiguration = ({ name }: Pick<Member, 'name'>): boolean => configurationFolders.test(name);

export const sha256 = (content: Uint8Array): string => hash('sha256', content);

/** In the order of their names, by code units and so the same everywhere. */
export const sorted = <T extends Pick<Member, 'name'>>(members: readonly T[]): T[] =>
  [...members].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));

/** JSON as every member of ours is written. */
export const jsonContent = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
