import { isDeepStrictEqual } from 'node:util';
import type { Reference } from '../certification/reference.ts';
import { resultIn } from '../certification/result-in.ts';
import { parseBounded, resultLimits, type JsonLimits } from '../contract/bounded-json.ts';
import { filesDigest } from '../contract/files-digest.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Attestation } from '../contract/types/attestation.ts';
import type { DSSEEnvelope } from '../contract/types/dsse-envelope.ts';
import type { PackageManifest } from '../contract/types/package-manifest.ts';
import type { Result } from '../contract/types/result.ts';
import type { CertifyError } from '../errors.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { isSignedBy } from './envelope.ts';
import { catalogueDigest } from './manifest.ts';
import { jsonContent, names, sha256, type Member } from './member.ts';
import { readArchive } from './read-archive.ts';
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
  readonly members: readonly Member[];
}

/**
 * Reads a package that nobody vouches for.
 *
 * @param reference this version's own knowledge; absent: the result is judged only by the package's content
 * @throws ERR_PACKAGE when the archive is hostile, a byte was changed, or a member is missing, added, or not what it must be
 */
export async function readPackage(bytes: Buffer, schemas: Schemas, reference?: Reference): Promise<Package> {
  const members = await readArchive(bytes);
  const envelope = jsonOf(members, names.envelope, schemas, 'dsse-envelope.schema');
  const key = await keyOf(contentOf(members, names.signingKey));
  assertSigned(envelope, key, contentOf(members, names.envelope));
  const statement = statementIn(envelope, schemas);
  const stated = members.filter(({ name }) => name !== names.envelope);
  assertDigests(statement, stated);

  const manifest = jsonOf(members, names.manifest, schemas, 'package-manifest.schema');
  const result = resultOf(members, schemas, reference);
  assertInputs(result, members);
  if (!isDeepStrictEqual(statement, statementOf(stated, result, statement.predicate.url)))
    throw unsound('The attestation says something else than the result', { where: names.envelope });
  assertFits(manifest, { tool: result.tool, catalogue: { sha256: catalogueDigest(members) }, keyid: key.keyid });
  return { result, manifest, envelope, statement, key, members };
}

function contentOf(members: readonly Member[], name: string): Uint8Array {
  const found = members.find((member) => member.name === name);
  if (found !== undefined) return found.content;
  throw unsound('The archive is no package of nopan-certify', { where: name, expected: 'a member of this name' });
}

/** What the members of ours hold, by the schemas that they fit. */
interface Contents {
  readonly 'dsse-envelope.schema': DSSEEnvelope;
  readonly 'attestation.schema': Attestation;
  readonly 'package-manifest.schema': PackageManifest;
}

const jsonOf = <Schema extends keyof Contents>(
  members: readonly Member[],
  name: string,
  schemas: Schemas,
  schema: Schema,
): Contents[Schema] => parsed(contentOf(members, name), name, schemas, schema);

function parsed<Schema extends keyof Contents>(
  content: Uint8Array,
  where: string,
  schemas: Schemas,
  schema: Schema,
): Contents[Schema] {
  const value = valueOf(content, where);
  const [violation] = schemas.violations(schema, value);
  if (violation === undefined) return value as Contents[Schema];
  throw otherwise(`${violation.pointer || 'it'} ${violation.message}`, where, schema);
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

/** The largest JSON member except the result. */
const smallLimits: JsonLimits = { depth: 64, values: 100_000 };

function valueOf(content: Uint8Array, where: string, limits = smallLimits): unknown {
  try {
    return parseBounded(content, limits);
  } catch (cause) {
    throw unsound('A member is not JSON', { where, actual: (cause as Error).message, cause });
  }
}

const otherwise = (problem: string, where: string, schema: string): CertifyError =>
  unsound(`A member is not as this version writes it: ${problem}`, {
    where,
    expected: `what specs/schemas/${schema}.json describes`,
    advice: 'Take the version of nopan-certify that the package was made with, if it is another.',
  });

/** base64 and JSON say one thing in many ways; only that of ours counts, so that no byte of it can be another. */
function assertSigned(envelope: DSSEEnvelope, key: SignatureKey, content: Uint8Array): void {
  const { payload, signatures } = envelope;
  const canonical = {
    ...{ payload: recoded(payload), payloadType: envelope.payloadType },
    signatures: signatures.map(({ sig }) => ({ keyid: key.keyid, sig: recoded(sig) })),
  };
  if (!jsonContent(canonical).equals(content)) throw unsound('The envelope was changed', { where: names.envelope });
  if (!isSignedBy(envelope, key)) {
    throw unsound('The signature does not verify', {
      where: names.envelope,
      expected: `a signature of the key ${key.keyid} over the attestation`,
    });
  }
}

const recoded = (base64: string): string => Buffer.from(base64, 'base64').toString('base64');

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
