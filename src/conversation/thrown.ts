import { inspect } from 'node:util';
import { CertifyError } from '../errors.ts';
import { codeFrame, placeText, thrownAt, thrownOutside } from '../evidence/code-place.ts';

/** A failure as steps leave it: ours, or what any other code threw. */
export interface Thrown {
  readonly failure: CertifyError;
  /** The code that threw it, with the lines around. */
  readonly frame?: string;
}

/** What was thrown as a failure: an assertion of any library as one of ours, everything else as a fault of the harness. */
export function failureOf(error: unknown): Thrown {
  if (error instanceof CertifyError) return ours(error);
  const { message = String(error), stack = '' } = error instanceof Error ? error : {};
  const assertion = assertionOf(error);
  const place = thrownAt(stack);
  const frame = place && codeFrame(place);
  const details = { ...(place && { where: placeText(place) }), cause: error };
  return {
    failure: assertion
      ? new CertifyError('ERR_ASSERTION', heading(message), { ...details, ...assertion })
      : new CertifyError('ERR_HARNESS', message, {
          ...details,
          advice: 'This is a fault of nopan-certify or of a step file: report it with this message.',
        }),
    ...(frame !== undefined && { frame }),
  };
}

/** An expectation in a user's step file: which of several failed is not told by what it says. */
function ours(failure: CertifyError): Thrown {
  const place = thrownOutside(failure.stack ?? '');
  const frame = place && codeFrame(place);
  return { failure, ...(place && frame !== undefined && { frame: `${placeText(place)}\n${frame}` }) };
}

interface Compared {
  readonly expected?: string;
  readonly actual?: string;
}

/** What an error of node:assert, Chai, Vitest or Jest compared; undefined of any other error. */
function assertionOf(error: unknown): Compared | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, matcherResult, ...direct } = error as Partial<
    Record<'code' | 'matcherResult' | keyof Compared, unknown>
  >;
  if (code !== 'ERR_ASSERTION' && error.name !== 'AssertionError' && matcherResult === undefined) return undefined;
  const { expected, actual } = (matcherResult ?? direct) as { readonly expected?: unknown; readonly actual?: unknown };
  return expected === undefined && actual === undefined
    ? {}
    : { expected: valueText(expected), actual: valueText(actual) };
}

/** As JSON where JSON can say it, so that reports compare it member by member. */
function valueText(value: unknown): string {
  const shown = inspect(value, { depth: 8, breakLength: 100 });
  try {
    const json = JSON.stringify(value) as string | undefined;
    return json !== undefined && inspect(JSON.parse(json), { depth: 8, breakLength: 100 }) === shown ? json : shown;
  } catch {
    return shown;
  }
}

/** Without the comparison that node:assert writes below its first line. */
const heading = (message: string): string => (message.split('\n')[0] ?? message).replace(/:$/, '');
