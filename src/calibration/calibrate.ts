import type { SignatureAlgorithm } from '../signing/keys.ts';
import type { Outcome } from './outcome.ts';
import { changesToTransport, tryCertificates, type CertificateAttempts, type Transport } from './certificates.ts';
import type { AnswerSignature, Probe, Prober } from './prober.ts';
import { contentTypeVariants, settingsOf, variantsOf, type Variant } from './variant.ts';

/** One variant, and what the target made of it. */
export interface Attempt {
  readonly variant: Variant;
  readonly outcome: Outcome;
}

export type Conclusion =
  /** The present settings work. */
  | 'present'
  /** Others do. */
  | 'found'
  /** Every variant is refused. */
  | 'none'
  /** A broken signature is accepted too, so that nothing can be learnt. */
  | 'unguarded'
  /** Calls are refused for something else than their signature, so that nothing can be learnt. */
  | 'unclear';

/** A setting that has to change. */
export interface Change {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Calibration {
  readonly conclusion: Conclusion;
  readonly attempts: readonly Attempt[];
  /** The first accepted variant with its signature broken: it must be refused. */
  readonly control?: Outcome;
  /** The same variant with a content type that has a parameter, each way of writing it in the signature base. */
  readonly contentType: readonly Attempt[];
  /** The same variant in a request without content. */
  readonly withoutContent?: Outcome;
  /** How the target signs its answers. */
  readonly answers?: AnswerSignature;
  /** How the target rejects bad client certificates; absent when that could not be tried. */
  readonly certificates?: CertificateAttempts;
  /** What makes the present settings the ones that work. */
  readonly changes: readonly Change[];
}

/**
 * Tries every variant once on harmless calls, at most twenty, and examines the best one more closely. Then finds out how a missing
 * client certificate and a certificate from another authority are rejected, between calls that are accepted.
 * @param present all settings of a variant as they are now.
 * @param transport the current settings for client certificates; absent: certificates are not tried.
 * @throws {CertifyError} when the target does not answer.
 */
export async function calibrate(
  prober: Prober,
  present: Required<Variant>,
  algorithm: SignatureAlgorithm,
  transport?: Transport,
): Promise<Calibration> {
  const probes: (Probe & { readonly variant: Variant })[] = [];
  for (const variant of variantsOf(present, algorithm)) {
    probes.push({ variant, ...(await prober.askForToken(variant)) });
  }
  const attempts = probes.map(({ variant, outcome }) => ({ variant, outcome }));
  const answers = probes.find(({ answer }) => answer.verified)?.answer ?? probes[0]?.answer;
  const seen = { attempts, contentType: [], changes: [], ...(answers && { answers }) };
  const accepted = probes.find(({ outcome }) => outcome.signature === 'accepted');
  if (accepted === undefined) {
    const refused = attempts.every(({ outcome }) => outcome.signature === 'refused');
    return { ...seen, conclusion: refused ? 'none' : 'unclear' };
  }

  const { outcome: control } = await prober.askForToken(accepted.variant, { spoilt: true });
  if (control.signature === 'accepted') return { ...seen, conclusion: 'unguarded', control };
  if (control.signature === 'unclear') return { ...seen, conclusion: 'unclear', control };

  const contentType = await tryContentTypes(prober, accepted.variant, present);
  const form = contentType.find(({ outcome }) => outcome.signature === 'accepted');
  const variant = form?.variant ?? accepted.variant;
  const certificates = transport && (await tryCertificates(prober, variant));
  const changes = [
    ...changesTo(variant, present),
    ...(certificates ? changesToTransport(certificates, transport) : []),
  ];
  const conclusion = changes.length === 0 ? 'present' : 'found';
  const checked = {
    ...seen,
    conclusion,
    control,
    contentType,
    changes,
    ...(certificates && { certificates }),
  } as const;
  if (accepted.token === undefined) return checked;
  const { outcome: withoutContent } = await prober.askForPayment(variant, accepted.token);
  return { ...checked, withoutContent };
}

/** A detached JWS does not cover the content type. */
async function tryContentTypes(prober: Prober, variant: Variant, present: Variant): Promise<Attempt[]> {
  if (variant.profile === 'detached-jws') return [];
  const attempts: Attempt[] = [];
  for (const candidate of contentTypeVariants(variant, present)) {
    const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
    const { outcome } = await prober.askForToken(candidate, { contentType });
    attempts.push({ variant: candidate, outcome });
  }
  return attempts;
}

function changesTo(variant: Variant, present: Required<Variant>): Change[] {
  return settingsOf(variant)
    .filter(([name, value]) => present[name] !== value)
    .map(([name, to]) => ({ id: `signature.${name}`, from: present[name], to }));
}
