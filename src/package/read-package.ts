import { isDeepStrictEqual } from 'node:util';
import type { Reference } from '../certification/reference.ts';
import { resultIn } from '../certification/result-in.ts';
import { resultLimits } from '../contract/bounded-json.ts';
import { filesDigest } from '../contract/files-digest.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Attestation } from '../contract/types/attestation.ts';
import type { DSSEEnvelope } from '../contract/types/dsse-envelope.ts';
import type { PackageManifest } from '../contract/types/package-manifest.ts';
import type { Result } from '../contract/types/result.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { assertSigned } from './canonical-envelope.ts';
import { otherwise, parsed, valueOf } from './json-member.ts';
import { catalogueDigest } from './manifest.ts';
import { names, sha256, type Member } from './member.ts';
import { readArchive } from './read-archive.ts';
import { isSignOff } from './sign-off/member-name.ts';
import { readSignOffs, type SignedReview } from './sign-off/read.ts';
import { keyOf } from './signing-key.ts';
import { statementOf } from './statement.ts';
import { unsound } from './unsound.ts';

/** A package that is one: nothing in it was changed since the key that it names signed it. */
export interface Package {
  readonly result: Result;
  readonly manifest: PackageManifest;
  readonly envelope: DSSEEnvelope;
  readonly statement: Attestation;
  /** The key that signed it, by its own word; whose it is must be known from elsewhere. */
  readonly key: SignatureKey;
  /** What was signed, and the envelope. */
  readonly members: readonly Member[];
  /** Decisions of reviewers, the earliest first. */
  readonly signOffs: readonly SignedReview[];
}

/**
 * Reads a package that nobody vouches for.
 *
 * @param reference this version's own knowledge; absent: the result is judged only by the package's content
 * @throws ERR_PACKAGE when the archive is hostile, a byte was changed, or a member is missing, added, or not what it must be
 */
export async function readPackage(bytes: Buffer, schemas: Schemas, reference?: Reference): Promise<Package> {
  const all = await readArchive(bytes);
  const members = all.filter((member) => !isSignOff(member));
  const attestation = contentOf(members, names.envelope);
  const envelope = parsed(attestation, names.envelope, schemas, 'dsse-envelope.schema');
  const key = await keyOf(contentOf(members, names.signingKey), names.signingKey);
  assertSigned(envelope, key, attestation, names.envelope);
  const statement = statementIn(envelope, schemas);
  const stated = members.filter(({ name }) => name !== names.envelope);
  assertDigests(statement, stated);

  const manifest = parsed(contentOf(members, names.manifest), names.manifest, schemas, 'package-manifest.schema');
  const result = resultOf(members, schemas, reference);
  assertInputs(result, members);
  if (!isDeepStrictEqual(statement, statementOf(stated, result, statement.predicate.url)))
    throw unsound('The attestation says something else than the result', { where: names.envelope });
  assertFits(manifest, { tool: result.tool, catalogue: { sha256: catalogueDigest(members) }, keyid: key.keyid });
  const signOffs = await readSignOffs(all.filter(isSignOff), { signer: key, attestation }, schemas);
  return { result, manifest, envelope, statement, key, members, signOffs };
}

function contentOf(members: readonly Member[], name: string): Uint8Array {
  const found = members.find((member) => member.name === name);
  if (found !== undefined) return found.content;
  throw unsound('The archive is no package of nopan-certify', { where: name, expected: 'a member of this name' });
}

function resultOf(members: readonly Member[], schemas: Schemas, reference?: Reference): Result {
  const value = valueOf(contentOf(members, names.result), names.result, resultLimits);
  const read = resultIn(value, schemas, reference);
  if ('problem' in read) throw otherwise(read.problem, names.result, 'result.schema');
  return read.result;
}

/** The specs and features in the package must have the digests in the result. */
function assertInputs({ inputs }: Result, members: readonly Member[]): void {
  for (const folder of ['specs', 'features'] as const) {
    const prefix = `${folder}/`;
    const own = members.filter(({ name }) => name.startsWith(prefix));
    const actual = filesDigest(own.map(({ name, content }) => ({ name: name.slice(prefix.length), content })));
    if (actual === inputs?.[folder]) continue;
    throw unsound(`The ${folder} in the package do not match the digest in the result`, {
      where: `${names.result}#/certification/inputs/${folder}`,
      expected: actual,
      ...(inputs && { actual: inputs[folder] }),
    });
  }
}

const statementIn = ({ payload }: DSSEEnvelope, schemas: Schemas): Attestation =>
  parsed(Buffer.from(payload, 'base64'), `${names.envelope}#/payload`, schemas, 'attestation.schema');

/** @throws ERR_PACKAGE unless exactly these members are stated, each with its digest */
function assertDigests({ subject, predicate }: Attestation, members: readonly Member[]): void {
  const stated = new Map([...subject, ...predicate.configuration].map(({ name, digest }) => [name, digest.sha256]));
  for (const { name, content } of members) {
    const expected = stated.get(name);
    if (expected === undefined) throw unsound('The archive has a member that was not signed', { where: name });
    const actual = sha256(content);
    if (actual !== expected) throw unsound('A member was changed', { where: name, expected, actual });
  }
  const missing = [...stated.keys()].find((name) => !members.some((member) => member.name === name));
  if (missing !== undefined) throw unsound('A member is missing', { where: missing });
}

/** What its signer states of itself must be so. */
function assertFits(
  manifest: PackageManifest,
  { keyid, ...facts }: Pick<PackageManifest, 'tool' | 'catalogue'> & { keyid: string },
): void {
  const { formatVersion, signer } = manifest;
  if (isDeepStrictEqual(manifest, { formatVersion, ...facts, signer: { ...signer, keyid } })) return;
  throw unsound('The manifest does not fit the other members', { where: names.manifest });
}
