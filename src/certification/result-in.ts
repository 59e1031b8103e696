import { hash } from 'node:crypto';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Certification, ResultFile } from '../contract/types/result-file.ts';
import type { Result } from '../contract/types/result.ts';
import { wholeOf } from './parts.ts';

const format = 2;

export const digestOf = (certification: Certification): string => hash('sha256', canonicalJson(certification));

/** The result that a file's value holds in its two parts, or why it holds none. */
export function resultIn(value: unknown, schemas: Schemas): { readonly result: Result } | { readonly problem: string } {
  const other = otherFormat(value);
  if (other !== undefined) return { problem: `it is of format ${other}, and this version reads format ${format} only` };
  const [violation] = schemas.violations('result.schema', value);
  if (violation !== undefined) return { problem: `${violation.pointer || 'the file'} ${violation.message}` };
  const { certification, run } = value as ResultFile;
  const { certificationDigest, ...rest } = run;
  if (certificationDigest !== digestOf(certification))
    return { problem: 'its certification was changed: its digest is not that of /run/certificationDigest' };
  return wholeOf({ certification, run: rest });
}

function otherFormat(value: unknown): number | undefined {
  const { formatVersion } = (value ?? {}) as { readonly formatVersion?: unknown };
  return typeof formatVersion === 'number' && formatVersion !== format ? formatVersion : undefined;
}
