import { STATUS_CODES } from 'node:http';
import { CertifyError } from '../errors.ts';
import { fieldValue } from '../signing/message.ts';
import { SignatureError } from '../signing/signature-error.ts';
import type { ReceivedResponse } from './exchanged.ts';
import type { Interceptor, Passage } from './interceptor.ts';
import { reasonCodeOf } from './refusal.ts';

/** Blames a response on the gateway, load balancer or firewall before the API if it is theirs: it says nothing about the API. */
export function edge(label: string): Interceptor {
  return async (request, next) => {
    const passage = await next(request);
    const failure = isAbsenceOfKeys(passage) ? undefined : edgeFailure(passage, label);
    return failure === undefined ? passage : { ...passage, failure };
  };
}

/** That there are no keys at an address, which is an assumed setting, is for the reader of the keys to say. */
const isAbsenceOfKeys = ({ outgoing: { spec }, response }: Passage): boolean =>
  spec === 'auth/jwks' && response?.status === 404 && (response.body.length === 0 || response.json !== undefined);

/** Why a response cannot be the API's own; undefined when it can. */
export function edgeFailure({ request: { url }, response, failure }: Passage, label: string): CertifyError | undefined {
  if (response === undefined) return undefined;
  const coding = codingOf(response);
  if (coding !== undefined) return encoded(url, coding);
  if (isOfEdge(response, label)) return unsigned(url, response);
  return lacksLength(response, failure) ? withoutLength(url, response) : undefined;
}

/** The same for a key set, which need not be signed; a wrong address has a message elsewhere. */
export function keysEdgeFailure(passage: Passage, label: string): CertifyError | undefined {
  const { response, failure } = passage;
  const isElsewhere = failure?.code === 'ERR_JWKS' && !statusesOfEdges.includes(response?.status ?? 0);
  if (isElsewhere && response !== undefined && codingOf(response) === undefined) return undefined;
  return edgeFailure(passage, label);
}

/** "503 Service Unavailable" */
export function statusText({ status }: Pick<ReceivedResponse, 'status'>): string {
  return [String(status), STATUS_CODES[status]].filter(Boolean).join(' ');
}

/** Statuses of gateways, load balancers and content delivery networks about their backend; those from 520 on are not standard. */
export const statusesOfEdges = [408, 425, 429, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 529, 530];

/** Whether a response is neither signed nor in the envelope that every error has (Nopan, ERR, RESPVAL), and no success but a page for persons. */
export function isOfEdge(response: ReceivedResponse, label: string): boolean {
  const { status, fields, json } = response;
  if (hasSignature(fields, label) || reasonCodeOf(json) !== undefined) return false;
  return status >= 300 || isPage(response);
}

/** HTML where there should be JSON. */
function isPage({ fields, body }: ReceivedResponse): boolean {
  return body.length > 0 && /\bhtml\b/i.test(fieldValue(fields, 'content-type') ?? '');
}

/** Others may sign, too, each under a different label (RFC 9421 section 4). */
function hasSignature(fields: ReceivedResponse['fields'], label: string): boolean {
  const labels = (fieldValue(fields, 'signature-input') ?? '').replace(/"(?:[^"\\]|\\.)*"/g, '').split(',');
  return labels.some((member) => member.trim().startsWith(`${label}=`));
}

/** The content coding of a response, although the client asks for `identity` (RFC 9110 section 12.5.3). */
function codingOf({ fields, body }: ReceivedResponse): string | undefined {
  const coding = fieldValue(fields, 'content-encoding')?.trim() ?? '';
  return body.length === 0 || /^(?:identity)?$/i.test(coding) ? undefined : coding;
}

/** A gateway that chunks a response removes the Content-Length that the signature has to cover. */
function lacksLength({ fields, body }: ReceivedResponse, failure: CertifyError | undefined): boolean {
  return (
    body.length > 0 &&
    fieldValue(fields, 'content-length') === undefined &&
    failure instanceof SignatureError &&
    failure.code === 'ERR_SIGNATURE_MALFORMED' &&
    failure.message.includes('content-length')
  );
}

function encoded(url: string, coding: string): CertifyError {
  return new CertifyError('ERR_TARGET', `The response from ${url} is encoded with ${coding}, which was not asked for`, {
    where: url,
    expected: 'no Content-Encoding, as the request says: Accept-Encoding: identity',
    actual: `Content-Encoding: ${coding}`,
    advice: 'Configure the gateway or proxy to leave responses unchanged.',
  });
}

function unsigned(url: string, response: ReceivedResponse): CertifyError {
  const type = fieldValue(response.fields, 'content-type');
  return new CertifyError('ERR_TARGET', `${statusText(response)} from ${url}, not signed`, {
    where: url,
    expected: 'a response of the API, signed',
    actual: `${type ?? 'no Content-Type'}, ${response.body.length} bytes${asking(response)}`,
    advice: `A gateway or firewall before the API responded. ${adviceFor(response)}`,
  });
}

/** The value of Retry-After, if any. */
export function asking({ fields }: ReceivedResponse): string {
  const value = fieldValue(fields, 'retry-after');
  return value === undefined ? '' : `, Retry-After: ${value}`;
}

function adviceFor({ status }: ReceivedResponse): string {
  if (status === 429) return tooFast;
  if (status >= 500) return 'Repeat the run later; if it happens every time, ask the operator of the target.';
  return 'Check that no gateway blocks or redirects the request, or ask the operator of the target.';
}

export const tooFast = 'Lower target.requestsPerSecond, or repeat the run when others use the target less.';

function withoutLength(url: string, { fields }: ReceivedResponse): CertifyError {
  const coding = fieldValue(fields, 'transfer-encoding');
  return new CertifyError(
    'ERR_TARGET',
    `The response from ${url} has no Content-Length, which its signature has to cover`,
    {
      where: url,
      expected: 'Content-Length (Nopan, RESPVAL)',
      actual: coding === undefined ? 'no such field' : `Transfer-Encoding: ${coding}`,
      advice: 'Configure the gateway or proxy to keep the Content-Length of responses.',
    },
  );
}
