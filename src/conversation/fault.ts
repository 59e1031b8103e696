import { silenceOf } from '../client/transport/silence.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { AnswerTampering } from '../contract/types/answer-tampering.ts';
import { CertifyError } from '../errors.ts';
import { told, type Refusal } from './answer.ts';
import { unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** Whether the work was done already when it goes wrong. */
export type Moment = 'before' | 'after';

interface Scope {
  /** A request spec's id. */
  readonly operation: string;
  /** How many of its calls; absent: all, until it is taken away. */
  readonly times?: number;
}

/** Something that goes wrong on purpose, as a mock's control API takes it (docs/control-api.md). */
export type Fault = Scope &
  (
    | { readonly fault: 'drop'; readonly when: Moment }
    | { readonly fault: 'refuse'; readonly when: Moment; readonly error: keyof Protocol['errors'] }
    | { readonly fault: 'spoil'; readonly operator: string; readonly arguments?: JsonObject }
  );

/** Every answer of an operation is spoilt so. */
export function spoiltAnswers(operation: string, { operator, arguments: given }: AnswerTampering): Fault {
  return { operation, fault: 'spoil', operator, ...(given && { arguments: { ...given } }) };
}

/** A call is refused so. @throws ERR_FEATURE when Nopan refuses nothing so */
export function refused(
  scope: Scope,
  when: Moment,
  { status, reasonCode }: Refusal,
  errors: Protocol['errors'],
): Fault {
  const names = Object.keys(errors) as (keyof Protocol['errors'])[];
  const error = names.find((name) => errors[name].status === status && errors[name].reasonCode === reasonCode);
  if (error !== undefined) return { ...scope, fault: 'refuse', when, error };
  throw new CertifyError('ERR_FEATURE', `Nopan has no refusal ${status} with reason code ${reasonCode}`, {
    expected: `one of ${[...new Set(names.map((name) => `${errors[name].status} ${errors[name].reasonCode}`))].join(', ')}`,
    actual: `${status} ${reasonCode}`,
    advice: 'Use one of the refusals that specs/protocol.yaml lists.',
  });
}

/** What was arranged with the target so far, and what of that it still has to do. */
export interface Arrangements {
  readonly arranged: readonly Fault[];
  readonly toCome: readonly Fault[];
}

/**
 * No answer may have come, because the connection was cut, and it must have been cut as arranged: other silence shows nothing.
 *
 * @throws ERR_ASSERTION when it was answered or failed otherwise; ERR_FEATURE when no such cut was arranged
 */
export function expectArrangedCut({ planned, exchanged }: Turn, { arranged, toCome }: Arrangements): void {
  const operation = planned.spec.split('#')[0] ?? '';
  const cuts = (faults: readonly Fault[]) =>
    faults.filter((fault) => fault.fault === 'drop' && fault.operation === operation);
  if (cuts(arranged).length === 0) {
    throw new CertifyError('ERR_FEATURE', `No cut of ${operation} was arranged`, {
      expected: 'a connection that Nopan cuts by arrangement',
      advice: 'Say before the call what Nopan cuts.',
    });
  }
  const { response, failure } = exchanged;
  const wasCut = response === undefined && failure !== undefined && silenceOf(failure) === 'cut';
  if (wasCut && cuts(toCome).length === 0) return;
  throw unmet({
    what: wasCut ? `${operation} was cut otherwise than arranged` : `The connection of ${operation} was not cut`,
    expected: 'a connection that ends without an answer, as arranged',
    actual: response ? told(response) : `${failure?.code ?? 'nothing'}: ${failure?.message ?? ''}`,
    ...(wasCut && { advice: 'Let the target keep the connection open until the arranged call.' }),
  });
}
