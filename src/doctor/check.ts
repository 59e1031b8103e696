import { CertifyError, type Blame, type ErrorCode } from '../errors.ts';

export type Outcome = 'ok' | 'warning' | 'error' | 'skipped';

/** What a check found out, without anything secret. */
export interface Finding {
  /** `identity.validity` */
  readonly id: string;
  /** What it belongs to, for a reader: `Client certificate`. */
  readonly heading: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** In a sentence or a few words; why, when it was skipped. */
  readonly found: string;
  readonly expected?: string;
  readonly actual?: string;
  /** What to do, as a sentence. */
  readonly advice?: string;
  /** A file, a place in the configuration, a URL. */
  readonly where?: string;
  /** The page of Nopan that demands it (docs/nopan-sources.md), or a standard. */
  readonly source?: string;
  /** Of an error. */
  readonly code?: ErrorCode;
  /** Who has to act on an error. */
  readonly blame?: Blame;
}

/** What a check says when there is no error; an error is thrown. */
export type Verdict = Pick<Finding, 'found' | 'expected' | 'actual' | 'advice' | 'where'> & {
  readonly outcome: Exclude<Outcome, 'error'>;
};

/** One thing to be examined. */
export interface Check<Subject> {
  readonly id: string;
  readonly heading: string;
  readonly title: string;
  readonly source?: string;
  /** Checks without which this one tells nothing. */
  readonly needs?: readonly string[];
  /** Whether there is anything to examine; else there is no finding. */
  readonly when?: (subject: Subject) => boolean;
  /** @throws {CertifyError} the error that was found */
  readonly examine: (subject: Subject) => Verdict | Promise<Verdict>;
}

type Details = Omit<Verdict, 'outcome' | 'found'>;

export const ok = (found: string): Verdict => ({ outcome: 'ok', found });
export const skipped = (found: string, details: Details = {}): Verdict => ({ outcome: 'skipped', found, ...details });
export const warning = (found: string, details: Details): Verdict => ({ outcome: 'warning', found, ...details });

/** An error that was found, as it is thrown where it stops something. */
export function errorOf({
  found,
  code = 'ERR_HARNESS',
  where,
  expected,
  actual,
  advice,
  blame,
}: Finding): CertifyError {
  return new CertifyError(code, found, {
    ...(where !== undefined && { where }),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    ...(advice !== undefined && { advice }),
    ...(blame !== undefined && { blame }),
  });
}
