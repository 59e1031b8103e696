import { hash } from 'node:crypto';
import { bodyVariants } from '../signing/body-variants.ts';
import { contentDigest, digestAlgorithms, verifyContentDigest, type DigestAlgorithm } from '../signing/digest.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { findingOf, type Finding } from './finding.ts';

/** Hashes that a digest may be of, by OpenSSL's name; the supported ones first. */
const hashes: readonly (readonly [name: string, openssl: string])[] = [
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
  ['sha-1', 'sha1'],
  ['md5', 'md5'],
];

interface Writing {
  readonly id: string;
  readonly as: string;
  readonly write: (digest: Buffer) => string;
}

/** How a digest may be written between the colons; the right way first. */
const writings: readonly Writing[] = [
  { id: '', as: 'base64', write: (digest) => digest.toString('base64') },
  {
    id: 'digest-unpadded',
    as: 'base64 without its padding',
    write: (digest) => digest.toString('base64').replace(/=+$/, ''),
  },
  { id: 'digest-base64url', as: 'base64url in place of base64', write: (digest) => digest.toString('base64url') },
  {
    id: 'digest-base64url',
    as: 'base64url in place of base64',
    write: (digest) => digest.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  },
  { id: 'digest-hex', as: 'hex in place of base64', write: (digest) => digest.toString('hex') },
  { id: 'digest-hex', as: 'hex in place of base64', write: (digest) => digest.toString('hex').toUpperCase() },
  {
    id: 'digest-base64-of-hex',
    as: 'base64 of the hex text in place of base64 of the bytes',
    write: (digest) => Buffer.from(digest.toString('hex')).toString('base64'),
  },
];

export interface DigestJudgement {
  readonly sent: string;
  /** What it should be, by the algorithm that was sent if that is a supported one. */
  readonly computed: string;
  readonly findings: readonly Finding[];
}

/** What is wrong with a Content-Digest (RFC 9530), down to how it was made, if that can be found out. */
export function judgeDigest(
  sent: string,
  body: Buffer,
  allowed: readonly DigestAlgorithm[],
  where: string,
): DigestJudgement {
  const computed = contentDigest(body, algorithmIn(sent) ?? allowed[0] ?? 'sha-256');
  try {
    verifyContentDigest(sent, body, allowed);
    return { sent, computed, findings: [] };
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    const findings = explained(sent, body).map((fault) => ({
      ...fault,
      kind: 'fault' as const,
      where,
      before: sent,
      after: computed,
    }));
    const unexplained = { ...findingOf('digest-mismatch', error, where), before: sent, after: computed };
    return { sent, computed, findings: findings.length > 0 ? findings : [unexplained] };
  }
}

type Fault = Pick<Finding, 'id' | 'problem' | 'advice'>;

/** The fewest mistakes that together make this digest of this body; none when they are not known. */
function explained(sent: string, body: Buffer): Fault[] {
  const [, name = '', written = ''] = /^\s*(?:([A-Za-z0-9_-]+)\s*=)?\s*([^]*?)\s*$/.exec(sent) ?? [];
  const value = written.replace(/^[:"]+|[:"]+$/g, '');
  let best: Fault[] | undefined;
  for (const variant of [undefined, ...bodyVariants(body)]) {
    for (const [algorithm, openssl] of hashes) {
      const digest = hash(openssl, variant?.body ?? body, 'buffer');
      const writing = writings.find(({ write }) => write(digest) === value);
      if (writing === undefined) continue;
      const faults = [
        ...(variant === undefined ? [] : [bodyFault(variant.id, variant.as)]),
        ...nameFaults(name, algorithm),
        ...(writing.id === ''
          ? []
          : [
              {
                id: writing.id,
                problem: `The digest is written as ${writing.as}.`,
                advice: 'Write the base64 of the bytes of the hash (RFC 9530 section 2).',
              },
            ]),
        ...colonFaults(written, value),
      ];
      if (best === undefined || faults.length < best.length) best = faults;
    }
  }
  return best ?? [];
}

function bodyFault(id: string, as: string): Fault {
  return {
    id: `digest-of-${id}`,
    problem: `The digest is that of ${as}.`,
    advice: 'Digest the bytes that are sent, after the last change to the body.',
  };
}

function nameFaults(name: string, algorithm: string): Fault[] {
  if (name === algorithm) return supported(algorithm);
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain(name) === plain(algorithm)) {
    return [
      {
        id: 'digest-algorithm-spelling',
        problem: `The algorithm is written ${name}.`,
        advice: `RFC 9530 names it ${algorithm}, in lower case and with the hyphen.`,
      },
      ...supported(algorithm),
    ];
  }
  if (name === '')
    return [
      {
        id: 'digest-algorithm-missing',
        problem: 'The field does not name its algorithm.',
        advice: `Write ${algorithm}= before the digest.`,
      },
    ];
  return [
    {
      id: 'digest-algorithm-mislabelled',
      problem: `The digest says ${name} and is a ${algorithm}.`,
      advice: 'Name the algorithm that was used.',
    },
    ...supported(algorithm),
  ];
}

function supported(algorithm: string): Fault[] {
  if (digestAlgorithms.includes(algorithm as DigestAlgorithm)) return [];
  return [
    {
      id: 'digest-algorithm-unsupported',
      problem: `The digest is a ${algorithm}.`,
      advice: `Take one of ${digestAlgorithms.join(', ')}.`,
    },
  ];
}

function colonFaults(written: string, value: string): Fault[] {
  if (written === `:${value}:`) return [];
  return [
    {
      id: 'digest-colons',
      problem: 'The digest does not stand between colons.',
      advice: 'Write it as sha-256=:<base64>: (RFC 9651 section 3.3.5).',
    },
  ];
}

function algorithmIn(sent: string): DigestAlgorithm | undefined {
  const plain = sent.toLowerCase();
  return digestAlgorithms.find(
    (algorithm) => plain.startsWith(algorithm) || plain.startsWith(algorithm.replace('-', '')),
  );
}
