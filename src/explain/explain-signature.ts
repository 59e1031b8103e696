import { attemptMatch, rightAttempt, type Attempt } from '../signing/attempt.ts';
import { inForm } from '../signing/coverage.ts';
import type { Found } from '../signing/deviation.ts';
import { deviationsOf } from '../signing/diagnosis.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { isRequest } from '../signing/message.ts';
import type { ReceivedSignature } from '../signing/received.ts';
import { baseLines, fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import { changedLines } from './changed-lines.ts';
import type { ExplainedInput, Explanation } from './explanation.ts';
import { deviationFinding, type Finding } from './finding.ts';
import { inputFindings } from './input-findings.ts';
import type { SigningSettings } from './judge.ts';
import { readSignatureFields } from './read-signature.ts';
import { keyFor, signatureKey, type VerificationKeys } from './verification-keys.ts';

export type ExplainedSignature = Pick<Explanation, 'input' | 'base' | 'key' | 'findings'>;

/** Explains an HTTP message signature (RFC 9421), whether it holds or not. */
export function explainSignature(
  captured: Captured,
  keys: VerificationKeys,
  settings: SigningSettings,
): ExplainedSignature {
  const profile = isRequest(captured.message) ? settings.request : settings.response;
  const { label, input, signature, findings } = readSignatureFields(captured, profile);
  if (input === undefined) return { base: [], findings };
  const labelled = { ...profile, label };
  const { text, lines, findings: unusable } = baseLines(captured, input.components, profile);
  const { keyid = '', created = 0 } = input.parameters;
  const last = {
    text: `"@signature-params": ${inForm(profile.signatureParamsForm, label, input.signatureParams)}`,
    from: fieldOrigin(captured, 'signature-input') ?? '',
  };
  const known = {
    input: {
      label,
      ...input.parameters,
      covers: input.components.map(({ identifier }) => identifier),
      parameters: input.parameterOrder,
    } satisfies ExplainedInput,
    base: [...lines, last],
  };
  const before = [...findings, ...unusable, ...inputFindings(captured, input, profile, settings)];
  if (signature === undefined || unusable.length > 0) return { ...known, findings: before };
  const { message } = captured;
  const received: ReceivedSignature = {
    message,
    profile: labelled,
    input,
    keyid,
    created,
    signature,
    digest: undefined,
    lines: text,
  };
  return { ...known, ...explainFit(received, keys, captured, before, settings) };
}

function explainFit(
  received: ReceivedSignature,
  keys: VerificationKeys,
  captured: Captured,
  before: readonly Finding[],
  { acceptedVariants }: SigningSettings,
) {
  const named = keyNamed(received, keys, captured);
  const fitting = [named.key, ...keys.keys.map((key) => signatureKey(key, key.keyid ?? received.keyid))].find((key) =>
    isRight(received, key),
  );
  const key = fitting ?? named.key;
  const found = deviationsOf(received, key);
  // A field that was miswritten went into the base as it was: that is no second mistake.
  const isMended = before.some(({ id }) => id.startsWith('input-'));
  const fit =
    found === undefined
      ? [unexplained(received, key)]
      : fitFindings(received, found, isMended, acceptedVariants === 'every' ? 'variant' : 'fault');
  return {
    key: { keyid: key.keyid, algorithm: key.algorithm },
    findings: [...before, ...named.findings(key), ...fit],
  };
}

function isRight(received: ReceivedSignature, key: SignatureKey): boolean {
  return (['rfc9421', 'labelled'] as const).some(
    (form) => attemptMatch(rightAttempt(received, key, form)) !== undefined,
  );
}

interface NamedKey {
  readonly key: SignatureKey;
  /** What is wrong with keyid, once it is known which key signed. */
  readonly findings: (signer: SignatureKey) => Finding[];
}

function keyNamed({ keyid }: ReceivedSignature, known: VerificationKeys, captured: Captured): NamedKey {
  const named = keyFor(known, keyid);
  const { keys } = known;
  const [first] = keys;
  if (named !== undefined) {
    return {
      key: named,
      findings: (signer) =>
        signer.keyid === keyid
          ? []
          : [
              otherKey(
                `The signature names the key ${keyid} and is one of ${signer.keyid}.`,
                keyid,
                signer.keyid,
                captured,
              ),
            ],
    };
  }
  const ids = keys.map((key) => key.keyid).join(', ');
  return {
    key: signatureKey(first as NonNullable<typeof first>, keyid),
    findings: (signer) => [
      otherKey(
        `The key ${keyid} is not among those given: ${ids}.`,
        keyid,
        signer.keyid === keyid ? ids : signer.keyid,
        captured,
      ),
    ],
  };
}

function otherKey(problem: string, before: string, after: string, captured: Captured): Finding {
  const where = fieldOrigin(captured, 'signature-input');
  return {
    id: 'keyid-unknown',
    kind: 'fault',
    problem,
    advice: 'Quote the id of the key that signs, as it was given when its public key was registered.',
    ...(where === undefined ? {} : { where }),
    before: `keyid="${before}"`,
    after: `keyid="${after}"`,
  };
}

function fitFindings(
  received: ReceivedSignature,
  { deviations, attempt, stages }: Found<Attempt>,
  isMended: boolean,
  variantKind: Finding['kind'],
): Finding[] {
  const faults = deviations.map((deviation, index) =>
    deviationFinding('signature', deviation, changeOf(stages[index + 1] ?? attempt, stages[index] ?? attempt)),
  );
  return [
    ...faults.filter(({ id }) => !(isMended && id === 'params-as-written')),
    ...variants(received, attempt, variantKind),
  ];
}

function changeOf(signed: Attempt, right: Attempt) {
  return changedLines(signed, right) ?? hashChange(signed, right);
}

function hashChange({ hash, key }: Attempt, right: Attempt) {
  if (hash === undefined || hash === right.hash) return undefined;
  return { before: hash, after: /sha\d+$/.exec(key.algorithm)?.[0] ?? 'sha256' };
}

function formOf({ params }: Attempt, { profile }: ReceivedSignature) {
  if (params === undefined) return profile.signatureParamsForm;
  return params.startsWith(`${profile.label}=`) ? 'labelled' : 'rfc9421';
}

/** Ways that Nopan's pages leave open: accepted by the mock, and not what the settings say. */
function variants(received: ReceivedSignature, attempt: Attempt, kind: Finding['kind']): Finding[] {
  const { profile, input } = received;
  const found: Finding[] = [];
  const form = formOf(attempt, received);
  if (form !== profile.signatureParamsForm) {
    const line = (written: typeof form): string =>
      `"@signature-params": ${inForm(written, profile.label, input.signatureParams)}`;
    found.push({
      id: form === 'labelled' ? 'label-in-signature-params' : 'no-label-in-signature-params',
      kind,
      problem: `The signature fits @signature-params ${form === 'labelled' ? 'with' : 'without'} the label.`,
      advice: variantAdvice('signatureParamsForm'),
      before: line(form),
      after: line(profile.signatureParamsForm),
    });
  }
  const encoding = attemptMatch(attempt)?.ecdsaEncoding;
  if (encoding !== undefined && encoding !== profile.ecdsaEncoding) {
    found.push({
      id: encoding === 'der' ? 'signature-der' : 'signature-p1363',
      kind,
      problem: `The signature is written as ${encodings[encoding]}.`,
      advice: variantAdvice('ecdsaEncoding'),
      before: encodings[encoding],
      after: encodings[profile.ecdsaEncoding],
    });
  }
  return found;
}

const encodings = { der: 'ASN.1 DER', 'ieee-p1363': 'r || s (IEEE P1363)' } as const;

function variantAdvice(setting: string): string {
  return `Nopan's pages leave it open, and the mock accepts both unless told otherwise; the protocol setting signature.${setting} says otherwise.`;
}

/** Curves by the length of r || s. */
const lengths: Readonly<Record<number, string>> = {
  64: 'P-256',
  96: 'P-384',
  132: 'P-521',
  256: 'RSA with 2048 bits',
  32: 'HMAC-SHA256',
};

/** Bytes of r || s, by algorithm. */
const sizes: Readonly<Record<string, number>> = {
  'ecdsa-p256-sha256': 64,
  'ecdsa-p384-sha384': 96,
  'ecdsa-p521-sha512': 132,
};

const isDer = (signature: Buffer): boolean =>
  signature[0] === 0x30 && (signature[1] === signature.length - 2 || signature[1] === 0x81);

function unexplained({ signature }: ReceivedSignature, { algorithm, keyid }: SignatureKey): Finding {
  const length = lengths[signature.length];
  const size = sizes[algorithm];
  if (length === undefined && size !== undefined && !isDer(signature)) {
    return {
      id: 'signature-length',
      kind: 'fault',
      problem: `The signature has ${signature.length} bytes; one of ${algorithm} has ${size}.`,
      advice: 'Send all of it: r and s in full length, one behind the other, in base64.',
    };
  }
  const isOther =
    length !== undefined && signature[0] !== 0x30 && !algorithm.includes(length.toLowerCase().replace('-', ''));
  return {
    id: isOther ? 'key-other' : 'unexplained',
    kind: 'fault',
    problem: isOther
      ? `The signature has ${signature.length} bytes, as those of ${length} have; the key is one for ${algorithm}.`
      : `The signature is not one of ${keyid || 'this key'} over this message, and no known deviation explains it.`,
    advice: isOther
      ? 'Check that the public key belongs to the private key that signs.'
      : 'Check that the public key belongs to the private key that signs, and compare the base above with the one that your program signs.',
  };
}
