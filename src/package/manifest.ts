import type { PackageManifest } from '../contract/types/package-manifest.ts';
import type { Result } from '../contract/types/result.ts';
import { names, sha256, type Member } from './member.ts';
import type { Signer } from './signer.ts';
import { unsound } from './unsound.ts';

/** What a package says of itself beside the result. */
export function manifestOf(members: readonly Member[], { tool }: Result, { kind, key }: Signer): PackageManifest {
  return {
    formatVersion: 1,
    tool,
    catalogue: { sha256: catalogueDigest(members) },
    signer: { kind, keyid: key.keyid },
  };
}

/** @throws ERR_PACKAGE when there is no catalogue among the members */
export function catalogueDigest(members: readonly Member[]): string {
  const catalogue = members.find(({ name }) => name === names.catalogue);
  if (catalogue === undefined)
    throw unsound('The package has no catalogue of requirements', { where: names.catalogue });
  return sha256(catalogue.content);
}
