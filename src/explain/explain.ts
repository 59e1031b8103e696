import { CertifyError } from '../errors.ts';
import { digestAlgorithms } from '../signing/digest.ts';
import { fieldValue, isRequest, type Message } from '../signing/message.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';
import { fieldOrigin } from './base-lines.ts';
import { bodyFault } from './body-faults.ts';
import type { Captured } from './captured.ts';
import { digestMissing } from './digest-missing.ts';
import { lengthFindings } from './length-findings.ts';
import { judgeDigest, type DigestJudgement } from './digest-faults.ts';
import { explainJws } from './explain-jws.ts';
import { explainSignature } from './explain-signature.ts';
import type { Explanation } from './explanation.ts';
import { findingOf, type Finding } from './finding.ts';
import { judge, schemeMet, type SigningSettings } from './judge.ts';
import { isMilliseconds } from './milliseconds.ts';
import { lookupIn, type VerificationKeys } from './verification-keys.ts';

export interface ExplainOptions {
  readonly settings: SigningSettings;
  /** When the message is judged, in seconds since 1970-01-01T00:00:00Z; undefined: when it was signed. */
  readonly at?: number;
  /** The present, in seconds since 1970-01-01T00:00:00Z, to say how old a signature is. */
  readonly now: number;
}

/**
 * Finds out what is signed in a message, whether the signature holds, and if not which known deviations explain it. The last
 * word is that of the strict verifier: nothing that it refuses is said to hold.
 */
export async function explain(
  captured: Captured,
  keys: VerificationKeys,
  { settings, at, now }: ExplainOptions,
): Promise<Explanation> {
  const { message } = captured;
  const profile = schemeMet(message, settings);
  const explained =
    profile === 'detached-jws' ? explainJws(captured, keys, settings) : explainSignature(captured, keys, settings);
  const digest = digestOf(captured, settings);
  const found = [
    ...bodyFindings(captured, digest, profile, settings),
    ...withoutRepetition(explained.findings),
    ...elsewhere(captured, settings),
  ];
  const refusal = await refusalOf(message, keys, settings, at);
  const faults = found.filter(({ kind }) => kind === 'fault');
  const findings = refusal !== undefined && faults.length === 0 ? [...found, findingOf(idOf(refusal), refusal)] : found;
  return {
    message: isRequest(message)
      ? `${message.method} https://${message.authority}${message.target}`
      : `response ${message.status}`,
    profile,
    verifies: refusal === undefined && faults.length === 0,
    ...explained,
    ...(digest && { digest: { sent: digest.sent, computed: digest.computed, bytes: message.body.length } }),
    findings,
    notes: [...keys.notes, ...captured.notes, ...ageNotes(explained.input?.created, now, at)],
  };
}

async function refusalOf(
  message: Message,
  keys: VerificationKeys,
  settings: SigningSettings,
  at: number | undefined,
): Promise<CertifyError | undefined> {
  try {
    await judge(message, lookupIn(keys), settings, at);
    return undefined;
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
}

/** `ERR_SIGNATURE_INVALID` as `signature-invalid`. */
const idOf = ({ code }: CertifyError): string => code.replace('ERR_', '').toLowerCase().replaceAll('_', '-');

function digestOf(captured: Captured, { request }: SigningSettings): DigestJudgement | undefined {
  const { fields, body } = captured.message;
  const sent = fieldValue(fields, 'content-digest');
  if (sent === undefined) return undefined;
  return judgeDigest(sent, body, request.digests ?? digestAlgorithms, fieldOrigin(captured, 'content-digest') ?? '');
}

/** Faults of the body, its length and its digest; one finding if one cause explains both. */
function bodyFindings(
  captured: Captured,
  digest: DigestJudgement | undefined,
  profile: SignatureScheme,
  { request, response }: SigningSettings,
): Finding[] {
  const fault = bodyFault(captured);
  if (fault !== undefined) return [fault];
  const missing =
    profile === 'detached-jws' ? [] : digestMissing(captured, isRequest(captured.message) ? request : response);
  return [...(digest?.findings ?? []), ...missing, ...lengthFindings(captured)];
}

/** A JWS in another field than the one that it is looked for in. */
function elsewhere({ message: { fields }, origins }: Captured, { jws }: SigningSettings): Finding[] {
  if (fieldValue(fields, 'signature-input') !== undefined || fieldValue(fields, jws.header) !== undefined) return [];
  const index = fields.findIndex(
    ([name, value]) => !/authorization|cookie|token/i.test(name) && /^eyJ[\w-]+\.[\w-]*\.[\w-]+=*$/.test(value.trim()),
  );
  const name = fields[index]?.[0];
  if (name === undefined) return [];
  const problem = `The field ${name} holds a JWS, but ${jws.header} is missing.`;
  const advice = `Send it as ${jws.header}: the header, two dots and the signature (RFC 7515 appendix F).`;
  return [{ id: 'jws-elsewhere', kind: 'fault', problem, advice, where: origins.fields[index] ?? '' }];
}

/** A field in milliseconds beside a base in seconds is one mistake. */
function withoutRepetition(findings: readonly Finding[]): readonly Finding[] {
  const isExplained = findings.some(({ id }) => id === 'created-milliseconds');
  return isExplained ? findings.filter(({ id }) => id !== 'created-in-milliseconds') : findings;
}

function ageNotes(created: number | undefined, now: number, at: number | undefined): string[] {
  if (created === undefined || at !== undefined || isMilliseconds(created)) return [];
  const age = now - created;
  const when = age >= 0 ? `${span(age)} ago` : `${span(-age)} in the future`;
  return [`It was signed ${when}, and is judged as of then; --at now judges its age, too.`];
}

/** Of seconds, in the largest unit of which there are two. */
function span(seconds: number): string {
  const units = [
    ['days', 86_400],
    ['hours', 3_600],
    ['minutes', 60],
  ] as const;
  const [unit, length] = units.find(([, each]) => seconds >= 2 * each) ?? ['seconds', 1];
  return `${Math.floor(seconds / length)} ${unit}`;
}
