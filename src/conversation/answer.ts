import { retryAfter } from '../client/retries/retry-after.ts';
import type { ReceivedResponse } from '../client/exchanged.ts';
import { valueAt } from '../contract/pointer.ts';
import { fieldValue } from '../signing/message.ts';
import type { Violation } from '../contract/violation.ts';
import { CertifyError } from '../errors.ts';
import { adviceFor } from './advice.ts';
import { actualAt, expectEqual, unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** A refusal as Nopan tells it. */
export interface Refusal {
  /** Of HTTP. */
  readonly status: number;
  readonly reasonCode: string;
}

/** What became of a payment, capture or refund. */
export interface Outcome {
  readonly status: string;
  readonly reasonCode?: string;
}

/**
 * The answer of a call, which must have come, be signed by Nopan and keep its contract, whatever its status.
 *
 * @throws the failure of the call; ERR_ASSERTION for the first departure from the contract
 */
export function expectAnswer({ planned, exchanged, violations }: Turn): ReceivedResponse {
  const { response, failure } = exchanged;
  if (failure) throw failure;
  if (response === undefined) throw new CertifyError('ERR_HARNESS', `${planned.spec} has neither answer nor failure`);
  const [violation, ...others] = violations;
  if (violation) throw contractBroken(planned.spec, violation, others.length, response);
  return response;
}

/** @throws what expectAnswer throws; ERR_ASSERTION when the status is not 2xx */
export function expectAccepted(turn: Turn): ReceivedResponse {
  const response = expectAnswer(turn);
  if (response.status >= 200 && response.status < 300) return response;
  throw rejected(turn, response, 'status 2xx');
}

function rejected(turn: Turn, response: ReceivedResponse, expected: string): CertifyError {
  const reasonCode = reasonCodeOf(response);
  const code = typeof reasonCode === 'string' ? ` ${reasonCode}` : '';
  return unmet({
    what: `${lineOf(turn)} was rejected with ${response.status}${code}`,
    expected,
    actual: told(response),
    advice: adviceFor(reasonCode),
  });
}

/** Errors about who calls: whatever else a scenario expected was not reached (Nopan, OAS). */
const accessErrors = ['4061', '4970', '4971', '4980'];

/** @throws what expectAnswer throws; ERR_ASSERTION when status or reason code is another */
export function expectRefused(turn: Turn, { status, reasonCode }: Refusal): void {
  const response = expectAnswer(turn);
  const actualCode = reasonCodeOf(response);
  if (response.status === status && actualCode === reasonCode) return;
  const expected = `${status} with reason code ${reasonCode}`;
  if (accessErrors.some((code) => code === actualCode)) throw rejected(turn, response, expected);
  throw unmet({
    what:
      response.status < 400
        ? `Expected ${turn.planned.spec} to be rejected, but it succeeded`
        : `${turn.planned.spec} was rejected with another error`,
    expected,
    actual: told(response),
  });
}

/** The call must be rejected with any error. @throws what expectAnswer throws; ERR_ASSERTION when it was not */
export function expectRejected(turn: Turn): void {
  const response = expectAnswer(turn);
  if ((response.status >= 400 && response.status < 500) || response.status === 501) return;
  throw unmet({
    what: `Expected ${turn.planned.spec} to be rejected, but it ${response.status < 400 ? 'succeeded' : 'failed'}`,
    expected: 'status 4xx or 501',
    actual: told(response),
  });
}

/** @throws what expectAccepted throws; ERR_ASSERTION when the outcome is another */
export function expectOutcome(turn: Turn, { status, reasonCode }: Outcome, alternatives: readonly string[] = []): void {
  const response = expectAccepted(turn);
  const same =
    [status, ...alternatives].includes(valueAt(response.json, '/status') as string) &&
    (reasonCode === undefined || reasonCodeOf(response) === reasonCode);
  if (same) return;
  throw unmet({
    what: `Unexpected outcome of ${turn.planned.spec}`,
    expected: reasonCode === undefined ? status : `${status} with reason code ${reasonCode}`,
    actual: told(response),
    advice: 'statusInfo tells why the status is what it is.',
  });
}

/** @throws ERR_ASSERTION when the refusal does not name the field, by its dotted path */
export function expectNamedField(turn: Turn, field: string): void {
  const { json } = expectAnswer(turn);
  const fields = Object.keys((valueAt(json, '/fields') as object | undefined) ?? {});
  if (fields.includes(field)) return;
  throw unmet({
    what: 'The error response does not name the wrong field',
    expected: field,
    actual: fields.join(', ') || 'none',
  });
}

/** An error response must help a person (OAS, ERR). @throws ERR_ASSERTION when it has no message or no call id */
export function expectEnvelope(turn: Turn): void {
  const { json } = expectAnswer(turn);
  const missing = ['/statusInfo/message', '/callId'].filter((pointer) => !valueAt(json, pointer));
  expectEqual('The error response lacks properties', missing, []);
}

/** @throws ERR_ASSERTION when one of the answers has no call id, or both have the same */
export function expectCallIds(first: Turn, second: Turn): void {
  const ids = [first, second].map((turn) => valueAt(expectAnswer(turn).json, '/callId'));
  if (ids.every((id) => typeof id === 'string' && id !== '') && ids[0] !== ids[1]) return;
  throw unmet({
    what: 'The call ids are missing or equal',
    expected: 'two call ids',
    actual: JSON.stringify(ids),
  });
}

/** @throws ERR_ASSERTION when the two answers differ in status or content */
export function expectSameAnswer(first: Turn, second: Turn): void {
  const [one, other] = [expectAccepted(first), expectAccepted(second)];
  expectEqual('The second response has a different status', other.status, one.status);
  expectEqual(
    'The second response body differs',
    resultIn(other.json),
    resultIn(one.json),
    'Return the stored result for a known key.',
  );
}

/** The members of a payment's answer that tell what came of the request (Nopan, OAS). */
const ofResult = [
  ...['transactionId', 'originalTransactionId', 'clientTransactionId', 'processingAccountId', 'status', 'statusInfo'],
  ...['providerDetails', 'payerDetails', 'paymentDetails', 'metadata'],
];

/** What a repeated answer repeats: whatever else is in it, such as a call id or a member that was added later, may be of the call. */
export function resultIn(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('transactionId' in json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => ofResult.includes(name)));
}

/** Each member must be there, by its JSON Pointer. @throws what expectAccepted throws; ERR_ASSERTION */
export function expectMembers(turn: Turn, pointers: readonly string[]): void {
  const { json } = expectAccepted(turn);
  const missing = pointers.filter((pointer) => valueAt(json, pointer) === undefined);
  expectEqual('The response lacks properties', missing, []);
}

/** The response must have one of the members, by JSON Pointer. @throws what expectAccepted throws; ERR_ASSERTION */
export function expectOneMember(turn: Turn, pointers: readonly string[]): void {
  const { json } = expectAccepted(turn);
  if (pointers.some((pointer) => valueAt(json, pointer) !== undefined)) return;
  throw unmet({
    what: 'The response lacks a property',
    expected: `one of ${pointers.join(', ')}`,
    actual: 'no such member',
  });
}

/** None of the members may be there. @throws what expectAccepted throws; ERR_ASSERTION */
export function expectNoMembers(turn: Turn, pointers: readonly string[]): void {
  const { json } = expectAccepted(turn);
  const present = pointers.filter((pointer) => valueAt(json, pointer) !== undefined);
  expectEqual('The response has unexpected properties', present, []);
}

/** The refusal must say in how many seconds to ask again (RFC 9110 section 10.2.3). @throws ERR_ASSERTION */
export function expectRetryAfter(turn: Turn): void {
  const answer = expectAnswer(turn);
  if (retryAfter(answer, 0) !== undefined) return;
  const value = fieldValue(answer.fields, 'retry-after');
  throw unmet({
    what: 'The error response does not say when to retry',
    expected: 'Retry-After, in seconds or as a date',
    actual: value ?? 'none',
  });
}

/** Two refusals must be the same, call id and all. @throws ERR_ASSERTION */
export function expectSameRefusal(first: Turn, second: Turn): void {
  const [one, other] = [expectAnswer(first), expectAnswer(second)];
  expectEqual('The second refusal has another status', other.status, one.status);
  expectEqual('The second refusal says something else', other.json, one.json);
}

/** An answer in short: `422 DECLINED with reason code 5002, "Payment transition not allowed"`. */
export function told(response: ReceivedResponse): string {
  const { status, json } = response;
  const [state, code, message] = [
    valueAt(json, '/status'),
    reasonCodeOf(response),
    valueAt(json, '/statusInfo/message'),
  ];
  const fields = valueAt(json, '/fields');
  return [
    `${status}`,
    typeof state === 'string' ? ` ${state}` : '',
    typeof code === 'string' ? ` with reason code ${code}` : '',
    typeof message === 'string' ? `, "${message}"` : '',
    fields === undefined ? '' : `, fields ${JSON.stringify(fields)}`,
  ].join('');
}

/** `GET /payments/{transactionId}/status`: the same for every payment, so that one cause is told once. */
const lineOf = ({ planned: { method, path } }: Turn): string => `${method} ${path}`;

const reasonCodeOf = ({ json }: ReceivedResponse): unknown => valueAt(json, '/statusInfo/reasonCode');

function contractBroken(spec: string, violation: Violation, others: number, response: ReceivedResponse): CertifyError {
  const more = others === 0 ? '' : ` (and ${others} more)`;
  return unmet({
    what: `The response to ${spec} breaks its contract: ${violation.pointer || 'it'} ${violation.message}${more}`,
    ...(violation.pointer !== '' && { where: violation.pointer }),
    expected: violation.expected ?? violation.message,
    actual: actualAt(violation, response.json) ?? told(response),
    advice: 'Compare the answer with the schema that its request spec names.',
  });
}
