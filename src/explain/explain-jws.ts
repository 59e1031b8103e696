import { CertifyError } from '../errors.ts';
import { findDeviations } from '../signing/deviation.ts';
import { jwsDeviations, jwsIdentity, jwsMatches, jwsSize, type JwsAttempt } from '../signing/deviations/jws.ts';
import { isRecord, type JsonRecord } from '../signing/json-record.ts';
import { readDetached } from '../signing/jws.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { fieldValue } from '../signing/message.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import type { ExplainedSignature } from './explain-signature.ts';
import { deviationFinding, findingOf, type Finding } from './finding.ts';
import type { SigningSettings } from './judge.ts';
import { isMilliseconds } from './milliseconds.ts';
import { keyFor, type VerificationKeys } from './verification-keys.ts';

interface Parts {
  readonly encoded: string;
  readonly header: JsonRecord;
  readonly signature: Buffer;
  readonly findings: readonly Finding[];
}

/** Explains a detached JWS (RFC 7515 appendix F, RFC 7797), whether it holds or not. */
export function explainJws(captured: Captured, keys: VerificationKeys, { jws }: SigningSettings): ExplainedSignature {
  const value = fieldValue(captured.message.fields, jws.header);
  const where = fieldOrigin(captured, jws.header.toLowerCase());
  if (value === undefined) {
    return {
      base: [],
      findings: [
        { id: 'field-missing', kind: 'fault', problem: `The message has no ${jws.header}.`, advice: 'Sign it.' },
      ],
    };
  }
  const parts = partsOf(value.trim(), where);
  if (!('header' in parts)) return { base: [], findings: [parts] };
  const { body } = captured.message;
  const { kid, iat, alg } = parts.header;
  const keyid = typeof kid === 'string' ? kid : '';
  const known = {
    input: {
      keyid,
      ...(typeof iat === 'number' ? { created: iat } : {}),
      parameters: Object.entries(parts.header).map(([name, member]) => `${name}=${JSON.stringify(member)}`),
    },
    base: [
      { text: `${parts.encoded}.`, from: `${where ?? ''}, the protected header` },
      ...(body.length === 0
        ? []
        : [{ text: body.toString('utf8'), from: `${captured.origins.body}, the body as it is` }]),
    ],
  };
  const key = keyFor(keys, keyid);
  if (key === undefined) return { ...known, findings: [...parts.findings, unknownKey(keyid, keys, where)] };
  const milliseconds = typeof iat === 'number' && isMilliseconds(iat) ? [inMilliseconds(iat, where)] : [];
  return {
    ...known,
    key: { keyid: key.keyid, algorithm: key.algorithm },
    findings: [
      ...parts.findings,
      ...milliseconds,
      ...(parts.signature.length === 0 ? [] : fitFindings(parts, body, key, alg)),
    ],
  };
}

/** The parts of a JWS, mended where they are miswritten; or what makes it unreadable. */
function partsOf(value: string, where: string | undefined): Parts | Finding {
  const [first = '', payload = '', last = '', ...rest] = value.split('.');
  const [encoded, signature] = [asBase64url(first), asBase64url(last)];
  const header = headerOf(encoded);
  if (header === undefined || rest.length > 0)
    return findingOf(
      'jws-malformed',
      strictError(value) ?? new CertifyError('ERR_SIGNATURE_MALFORMED', 'The JWS is malformed'),
      where,
    );
  const at = where === undefined ? {} : { where };
  const change = { before: value, after: `${encoded}..${signature}`, ...at };
  const findings: Finding[] = [];
  if (payload !== '')
    findings.push({
      id: 'jws-attached',
      kind: 'fault',
      problem: 'The payload stands between the dots.',
      advice: 'Leave it out: the body is the payload (RFC 7515 appendix F).',
      ...change,
    });
  if (encoded !== first || signature !== last)
    findings.push({
      id: 'jws-base64',
      kind: 'fault',
      problem: 'The JWS is written as base64.',
      advice: 'Write base64url without padding (RFC 7515 section 2).',
      ...change,
    });
  const strict = strictError(`${encoded}..${signature || 'AA'}`);
  if (strict !== undefined) findings.push(findingOf('jws-header', strict, where));
  return { encoded, header, signature: Buffer.from(signature, 'base64url'), findings };
}

function asBase64url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function headerOf(encoded: string): JsonRecord | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return isRecord(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function strictError(value: string): CertifyError | undefined {
  try {
    readDetached(value);
    return undefined;
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
}

function fitFindings({ encoded, signature }: Parts, body: Buffer, key: SignatureKey, alg: unknown): Finding[] {
  const start: JwsAttempt = { key, signature, head: `${encoded}.`, payload: body, end: '' };
  const found = findDeviations({
    starts: [start],
    deviations: jwsDeviations,
    fits: jwsMatches,
    identity: jwsIdentity,
    size: jwsSize,
    together: 2,
    most: 2_500,
  });
  if (found === undefined) {
    return [
      {
        id: 'unexplained',
        kind: 'fault',
        problem: `The JWS is not one of ${key.keyid || 'this key'} over this body, and no known deviation explains it.`,
        advice: `Check that the public key belongs to the private key that signs, and that ${String(alg)} is the algorithm of its curve.`,
      },
    ];
  }
  return found.deviations.map((deviation, index) => {
    const change = changeOf(found.stages[index + 1] ?? found.attempt, found.stages[index] ?? start);
    return deviationFinding('JWS', deviation, change);
  });
}

function changeOf(signed: JwsAttempt, right: JwsAttempt): { before: string; after: string } | undefined {
  const [before, after] = [signed, right].map(
    ({ head, payload, end }) => excerpt(head) + excerpt(payload.toString('utf8')) + JSON.stringify(end).slice(1, -1),
  );
  return before === undefined || after === undefined || before === after ? undefined : { before, after };
}

const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 40)}…${text.slice(-15)}` : text);

function unknownKey(keyid: string, { keys }: VerificationKeys, where: string | undefined): Finding {
  return {
    id: 'keyid-unknown',
    kind: 'fault',
    problem: `The key ${keyid} is not among those given: ${keys.map((key) => key.keyid).join(', ')}.`,
    advice: 'Quote the id of the key that signs, as it was given when its public key was registered.',
    ...(where === undefined ? {} : { where }),
  };
}

function inMilliseconds(iat: number, where: string | undefined): Finding {
  return {
    id: 'created-in-milliseconds',
    kind: 'fault',
    problem: 'iat is in milliseconds.',
    advice: 'Write seconds since 1970-01-01T00:00:00Z.',
    ...(where === undefined ? {} : { where }),
    before: `"iat":${iat}`,
    after: `"iat":${Math.floor(iat / 1000)}`,
  };
}
