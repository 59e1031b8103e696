import type { Protocol } from '../contract/protocol.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { CertifyError, type ErrorCode } from '../errors.ts';
import { expectAccepted, expectRefused, told, type Refusal } from './answer.ts';
import { certificateFault, rejectionOf, settingFor, type CertificateRejection } from './certificate-rejection.ts';
import { unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** A spoilt call between two sound ones: its refusal shows something only if both of these were accepted. */
export interface Trial {
  /** How the call was spoilt, as it stands in a sentence. */
  readonly title: string;
  /** The mutation of the request, if any. */
  readonly tampering?: Tampering;
  readonly before: Turn;
  readonly spoilt: Turn;
  readonly after: Turn;
}

/** @throws ERR_ASSERTION when the spoilt call was not refused so, or a sound one was not accepted */
export function expectOnlySpoiltRefused(trial: Trial, refusal: Refusal): void {
  expectControls(trial);
  expectRefused(trial.spoilt, refusal);
}

/**
 * The same if TLS or a gateway may reject a client certificate according to the wire profile (transport.missingCertificate).
 *
 * @throws as expectOnlySpoiltRefused and expectOnlySpoiltCutOff
 */
export function expectOnlySpoiltTurnedAway(trial: Trial, refusal: Refusal, { transport, errors }: TurningAway): void {
  const isOfCertificate = refusal.reasonCode === errors.certificate.reasonCode;
  const fault = trial.tampering ? certificateFault(trial.tampering) : isOfCertificate ? 'missing' : undefined;
  if (fault === undefined) {
    expectOnlySpoiltRefused(trial, refusal);
    return;
  }
  const setting = settingFor(fault, transport);
  const met = rejectionOf(trial.spoilt);
  // TLS may reject a missing certificate while the API rejects an untrusted one, as Nopan's pages say.
  const isDocumented = setting.value === 'http-error' || (fault === 'untrusted' && met === 'http-error');
  expectControls(trial);
  if (!isDocumented && met === setting.value) return;
  if (isDocumented && (met === undefined || met === 'http-error')) expectRefused(trial.spoilt, refusal);
  else throw rejectedOtherwise(trial, setting.id, met);
}

type TurningAway = Pick<Protocol, 'transport' | 'errors'>;

/** The call was rejected, but not in the way that the settings name. */
function rejectedOtherwise(
  { title, spoilt }: Trial,
  setting: string,
  met: CertificateRejection | undefined,
): CertifyError {
  const { response, failure } = spoilt.exchanged;
  const by = {
    'handshake-failure': 'by TLS itself',
    'unsigned-error': 'by a gateway before the API',
    'http-error': 'by the API',
  };
  return new CertifyError(
    failure?.code ?? 'ERR_ASSERTION',
    met === undefined
      ? `The call ${title} was not rejected`
      : `The call ${title} was rejected ${by[met]}, not as ${setting} says`,
    {
      expected: `what ${setting} says`,
      actual: failure?.message ?? (response ? told(response) : 'nothing'),
      advice:
        met === undefined
          ? 'Check how the target treats client certificates.'
          : `If that is how this target rejects client certificates, set the protocol setting ${setting} to ${met}; nopan-certify calibrate can find that out.`,
      cause: failure,
      ...(failure && { blame: failure.blame }),
    },
  );
}

/**
 * The spoilt call must fail in the TLS handshake, so that no answer comes.
 *
 * @throws ERR_ASSERTION when it was answered or failed otherwise, or a sound call was not accepted
 */
export function expectOnlySpoiltCutOff(trial: Trial): void {
  expectControls(trial);
  const { response, failure } = trial.spoilt.exchanged;
  if (rejectionOf(trial.spoilt) === 'handshake-failure') return;
  throw unmet({
    what: `TLS did not reject the call ${trial.title}`,
    expected: 'a TLS alert of the server (RFC 8446 section 6)',
    actual: response ? told(response) : `${failure?.code ?? 'nothing'}: ${failure?.message ?? ''}`,
    advice: 'Let the server offer TLS 1.3 only.',
  });
}

/** What a client can find wrong with the signature of an answer, in words. */
export const distrusts = {
  'its signature is missing': 'ERR_SIGNATURE_MISSING',
  'its signature cannot be read': 'ERR_SIGNATURE_MALFORMED',
  'its signature does not verify': 'ERR_SIGNATURE_INVALID',
  'its digest is missing': 'ERR_DIGEST_MISSING',
  'its digest cannot be read': 'ERR_DIGEST_MALFORMED',
  'its digest is not that of its content': 'ERR_DIGEST_MISMATCH',
} as const satisfies Record<string, ErrorCode>;

/**
 * The spoilt answer must have come, and must not have been trusted for that reason.
 *
 * @throws ERR_ASSERTION when it was trusted or failed otherwise, or a sound call was not accepted
 */
export function expectOnlySpoiltDistrusted(trial: Trial, reason: keyof typeof distrusts): void {
  expectControls(trial);
  const { response, failure, verification } = trial.spoilt.exchanged;
  if (response !== undefined && failure?.code === distrusts[reason] && verification?.verified === false) return;
  throw unmet({
    what: `The client trusted an invalid response: the call ${trial.title}`,
    expected: `a response that is not trusted, since ${reason} (${distrusts[reason]})`,
    actual: failure ? `${failure.code}: ${failure.message}` : 'a response that is trusted',
    advice: 'Verify the signature and the digest of every response, and rely on none that fails.',
  });
}

function expectControls({ title, before, after }: Trial): void {
  expectControl(before, `before the one ${title}`);
  expectControl(after, `after the one ${title}`);
}

function expectControl(control: Turn, position: string): void {
  try {
    expectAccepted(control);
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const { code, message, expected, actual, where, blame } = error;
    throw new CertifyError(code, `The control request ${position} failed: ${message}`, {
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
      ...(where !== undefined && { where }),
      blame,
      advice: 'Fix the control request first: until it passes, the rejection proves nothing.',
      cause: error,
    });
  }
}
