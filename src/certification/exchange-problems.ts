import { hash } from 'node:crypto';
import type { Exchange, Result } from '../contract/types/result.ts';

/** A contradiction in the evidence, with its pointer below the exchange. */
interface EvidenceProblem {
  readonly pointer: string;
  /** A sentence without subject and full stop. */
  readonly message: string;
}

type Check = (exchange: Exchange, target: Result['target']) => EvidenceProblem | undefined;

/** The ways in which the record of one call can contradict itself. */
const checks: readonly Check[] = [
  otherTarget,
  verifiedWithoutResponse,
  verifiedWithoutBase,
  otherStatus,
  otherFields,
  otherBody,
];

export function exchangeProblem(exchange: Exchange, target: Result['target']): EvidenceProblem | undefined {
  for (const check of checks) {
    const problem = check(exchange, target);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Each shard of a run, and each of its repetitions, may have had an embedded mock on another port. */
function otherTarget({ request: { url } }: Exchange, { kind, baseUrl }: Result['target']): EvidenceProblem | undefined {
  const origins = [originOf(url), originOf(baseUrl)];
  const [origin, expected] = kind === 'mock' ? origins.map((each) => each.replace(/:\d+$/, '')) : origins;
  return origin === expected
    ? undefined
    : { pointer: '/request/url', message: `is an address at ${origin}; the target is ${expected}` };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'no URL');

const isVerified = ({ signature }: Exchange): boolean => signature.response?.verified === true;

function verifiedWithoutResponse(exchange: Exchange): EvidenceProblem | undefined {
  return isVerified(exchange) && exchange.response === undefined
    ? { pointer: '/signature/response/verified', message: 'is true; no response is on record' }
    : undefined;
}

function verifiedWithoutBase(exchange: Exchange): EvidenceProblem | undefined {
  if (!isVerified(exchange)) return undefined;
  const { base, keyid, algorithm, problem } = exchange.signature.response ?? {};
  const pointer = '/signature/response/verified';
  if (problem !== undefined) return { pointer, message: `is true; the record names a problem: ${problem}` };
  const missing = Object.entries({ base, keyid, algorithm }).find(([, value]) => value === undefined);
  return missing && { pointer, message: `is true; the record has no ${missing[0]}` };
}

/** A line of a signature base (RFC 9421 section 2.5) without parameters: `"content-type": application/json`. */
const line = /^"([^"]+)": (.*)$/;

function linesOf(exchange: Exchange): [name: string, value: string][] {
  if (!isVerified(exchange)) return [];
  return (exchange.signature.response?.base ?? '').split('\n').flatMap((text) => {
    const [, name, value] = line.exec(text) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

function otherStatus(exchange: Exchange): EvidenceProblem | undefined {
  const signed = linesOf(exchange).find(([name]) => name === '@status')?.[1];
  const status = String(exchange.response?.status);
  return signed === undefined || signed === status
    ? undefined
    : { pointer: '/response/status', message: `is ${status}; ${signed} was signed` };
}

function otherFields(exchange: Exchange): EvidenceProblem | undefined {
  const fields = exchange.response?.fields ?? [];
  for (const [name, value] of linesOf(exchange)) {
    if (name.startsWith('@') || isRedacted(value)) continue;
    const own = fields.filter(([field]) => field?.toLowerCase() === name).map(([, text = '']) => text.trim());
    const sent = own.join(', ');
    if ([sent, canonical(name, sent)].includes(value) || isRedacted(sent)) continue;
    return { pointer: '/response/fields', message: `have ${name}: ${sent || 'nothing'}; ${value} was signed` };
  }
  return undefined;
}

/** Nopan signs a media type in lower case and without its parameters (Nopan, RESPVAL). */
const canonical = (name: string, value: string): string =>
  name === 'content-type' ? value.replace(/\s*;.*$/s, '').toLowerCase() : value;

/** If the signature of a response verifies, its body must be the signed one, unless part of it was not kept. */
function otherBody(exchange: Exchange): EvidenceProblem | undefined {
  const { response } = exchange;
  if (!isVerified(exchange) || response === undefined) return undefined;
  const { fields, body } = response;
  if (!linesOf(exchange).some(([name]) => name === 'content-digest') || isPartial(body) || isCoded(fields))
    return undefined;
  const field = fields.find(([name]) => name?.toLowerCase() === 'content-digest')?.[1] ?? '';
  const [, algorithm, digest] = /(?:^|[, ])(sha-(?:256|512))=:([^:]*):/.exec(field) ?? [];
  if (algorithm === undefined || hash(algorithm.replace('-', ''), body, 'base64') === digest) return undefined;
  return { pointer: '/response/body', message: 'is not the body whose digest was signed' };
}

/** Whether the record differs from what was sent. */
const isPartial = (body: string): boolean =>
  isRedacted(body) || /^\[(?:cut to|not kept)/.test(body) || body.includes('\ufffd');

const isRedacted = (text: string): boolean => text.includes('[redacted');

/** The digest covers the encoded bytes, but the record holds the decoded body. */
const isCoded = (fields: readonly (readonly string[])[]): boolean =>
  fields.some(([name]) => name?.toLowerCase() === 'content-encoding');
