import { CertifyError } from '../errors.ts';

/** A file that somebody handed in, or standard input. */
export interface Source {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where in a source an offset is: `file:line:column`, both from 1. */
export function placeIn({ name, bytes }: Source, offset: number): string {
  const before = bytes.subarray(0, offset).toString('utf8');
  const line = before.split('\n').length;
  return `${name}:${line}:${before.length - before.lastIndexOf('\n')}`;
}

/** What a source holds that cannot be understood. */
export function unreadable(
  message: string,
  where: string,
  expected: string,
  { actual, advice, cause }: { actual?: string; advice?: string; cause?: unknown } = {},
): CertifyError {
  return new CertifyError('ERR_INPUT', message, {
    where,
    expected,
    ...(actual === undefined ? {} : { actual: shortened(actual) }),
    ...(advice === undefined ? {} : { advice }),
    cause,
  });
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
