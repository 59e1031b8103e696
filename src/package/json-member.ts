import { parseBounded, type JsonLimits } from '../contract/bounded-json.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Attestation } from '../contract/types/attestation.ts';
import type { DSSEEnvelope } from '../contract/types/dsse-envelope.ts';
import type { PackageManifest } from '../contract/types/package-manifest.ts';
import type { SignOff } from '../contract/types/sign-off.ts';
import type { CertifyError } from '../errors.ts';
import { unsound } from './unsound.ts';

/** The content of our members, by schema. */
interface Contents {
  readonly 'dsse-envelope.schema': DSSEEnvelope;
  readonly 'attestation.schema': Attestation;
  readonly 'package-manifest.schema': PackageManifest;
  readonly 'sign-off.schema': SignOff;
}

/** The largest JSON member except the result. */
const smallLimits: JsonLimits = { depth: 64, values: 100_000 };

/** @throws ERR_PACKAGE unless it is JSON that matches the schema */
export function parsed<Schema extends keyof Contents>(
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

export function valueOf(content: Uint8Array, where: string, limits = smallLimits): unknown {
  try {
    return parseBounded(content, limits);
  } catch (cause) {
    throw unsound('A member is not JSON', { where, actual: (cause as Error).message, cause });
  }
}

export const otherwise = (problem: string, where: string, schema: string): CertifyError =>
  unsound(`A member is not as this version writes it: ${problem}`, {
    where,
    expected: `what specs/schemas/${schema}.json describes`,
    advice: 'Take the version of nopan-certify that the package was made with, if it is another.',
  });
