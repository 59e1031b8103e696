import { hash } from 'node:crypto';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Certification, ResultFile } from '../contract/types/result-file.ts';
import type { Result } from '../contract/types/result.ts';
import { contradiction } from './contradiction.ts';
import type { Judgeable } from './judged-again.ts';
import { wholeOf } from './parts.ts';
import type { Reference } from './reference.ts';
import { unfinishedRun } from './unfinished.ts';

export const resultFormat = 4;

export const digestOf = (certification: Certification): string => hash('sha256', canonicalJson(certification));

/**
 * Reads the result from its two parts, or says why the value holds none: another format, parts that do not match,
 * or a contradiction of its own steps and evidence.
 */
export function resultIn(
  value: unknown,
  schemas: Schemas,
  reference?: Reference,
): { readonly result: Result } | { readonly problem: string } {
  const other = otherFormat(value);
  if (other !== undefined)
    return { problem: `it is of format ${other}, and this version reads format ${resultFormat} only` };
  const unfinished = unfinishedRun(value);
  if (unfinished !== undefined)
    return { problem: `this run did not finish: it started at ${unfinished.startedAt} and left no verdict` };
  const [violation] = schemas.violations('result.schema', value);
  if (violation !== undefined) return { problem: `${violation.pointer || 'the file'} ${violation.message}` };
  const { certification, run } = value as ResultFile;
  const { certificationDigest, ...rest } = run;
  if (certificationDigest !== digestOf(certification))
    return { problem: 'its certification was changed: its digest is not that of /run/certificationDigest' };
  const whole = wholeOf({ certification, run: rest });
  if ('problem' in whole) return whole;
  const contradicted = contradiction(whole.result as Judgeable, reference);
  return contradicted === undefined ? whole : { problem: `it contradicts itself: ${contradicted}` };
}

function otherFormat(value: unknown): number | undefined {
  const { formatVersion } = (value ?? {}) as { readonly formatVersion?: unknown };
  return typeof formatVersion === 'number' && formatVersion !== resultFormat ? formatVersion : undefined;
}
