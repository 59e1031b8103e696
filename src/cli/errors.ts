import type { Writable } from 'node:stream';
import { processRedactor } from '../evidence/process-redactor.ts';
import { withoutSecrets } from '../evidence/error-texts.ts';
import { shortened, visibleLine, withVisibleControls } from '../report/text.ts';
import { CertifyError, type Blame, type ErrorCode } from '../errors.ts';
import { detailsOf } from './details.ts';
import { systemError } from './system-error.ts';
import { fitted } from './wrap.ts';

/** What a failure before any verdict means to the caller (docs/architecture.md, exit codes). */
const exitCodes: Record<Blame, number> = { configuration: 2, environment: 3, integration: 1, api: 1, harness: 5 };

/** Errors that are no wrong usage, although it is the caller who can mend them: what was asked for is incomplete. */
const exitCodesOfErrors: Partial<Record<ErrorCode, number>> = { ERR_SELECTION: 4 };

/** Of a stack trace, whose message may hold whatever an answer held. */
const longestTrace = 4096;

export const exitCodeOf = ({ code, blame }: CertifyError): number => exitCodesOfErrors[code] ?? exitCodes[blame];

/**
 * Says what went wrong, where, what was expected and what to do; gives the exit code, that of the first of several. A stack
 * trace is for our own faults only. What it quotes loses its secrets.
 */
export function printError(thrown: unknown, stream: Writable, redactor = processRedactor): number {
  const safe = withoutSecrets(thrown, redactor);
  const error = systemError(safe) ?? safe;
  if (error instanceof AggregateError && error.errors.every((each) => each instanceof CertifyError)) {
    return error.errors.map((each) => printError(each, stream, redactor))[0] ?? exitCodes.harness;
  }
  if (!(error instanceof CertifyError)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const shown = shortened(withVisibleControls(text), longestTrace);
    stream.write(`nopan-certify: a fault of nopan-certify itself (ERR_HARNESS)\n${shown}\n`);
    return exitCodes.harness;
  }
  const details = detailsOf(error).map(([label, text]) => `  ${label} ${visibleLine(text)}\n`);
  const others = error.others.map((other) => `  also      ${visibleLine(other)}\n`);
  const lines = [`nopan-certify: ${visibleLine(error.message)} (${error.code})\n`, ...details, ...others];
  stream.write(fitted(lines.join(''), stream));
  return exitCodeOf(error);
}
