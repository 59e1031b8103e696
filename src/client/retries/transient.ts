import { CertifyError } from '../../errors.ts';
import { asking, isOfEdge, statusesOfEdges, statusText, tooFast } from '../edge.ts';
import type { ReceivedResponse } from '../exchanged.ts';
import type { Passage } from '../interceptor.ts';
import { isUnreached } from '../transport/failure.ts';
import { silenceOf } from '../transport/silence.ts';

/** An outcome that says nothing about the API under test. */
export interface Transient {
  /** Whether the request may have been processed, so that a retry needs its idempotency key (Nopan, IDEMP). */
  readonly mayBeDone: boolean;
  /** Maximum number of attempts. */
  readonly attempts: number;
  /** The first pause in seconds; it doubles each time. */
  readonly firstPauseSeconds: number;
}

const busy: Transient = { mayBeDone: false, attempts: 5, firstPauseSeconds: 0.5 };
const broken: Transient = { ...busy, mayBeDone: true };

/** Edge statuses that say that the API was not reached. For any other status that is unknown. */
const unprocessed = [425, 503];

/** Statuses that mean the same from the API or an edge: too many requests, out of service. */
const ofAnybody: Readonly<Record<number, Transient>> = { 429: busy, 503: busy };

const cut: Transient = { mayBeDone: true, attempts: 5, firstPauseSeconds: 0.1 };
/** The request was not sent. */
const unreached: Transient = { mayBeDone: false, attempts: 3, firstPauseSeconds: 0.5 };
/** A timeout already used the deadline of an exchange. */
const late: Transient = { mayBeDone: true, attempts: 2, firstPauseSeconds: 0.1 };
/** A connection that broke without a TLS alert is tried twice more, since it may have broken by chance. */
export const confirmedCut: Transient = { ...cut, attempts: 3 };

/**
 * @param label the label of Nopan's signatures
 * @returns undefined when the outcome should be judged
 */
export function transientOf(passage: Passage, label: string): Transient | undefined {
  const { outgoing, response, failure } = passage;
  // Without a signature nothing was sent: the request for the access token was already retried.
  if (outgoing.signed === undefined) return undefined;
  if (response === undefined) return failure && ofSilence(passage, failure);
  if (outgoing.options.expects?.includes(response.status)) return undefined;
  return ofAnybody[response.status] ?? ofEdge(response, label);
}

function ofEdge(response: ReceivedResponse, label: string): Transient | undefined {
  if (!statusesOfEdges.includes(response.status) || !isOfEdge(response, label)) return undefined;
  return unprocessed.includes(response.status) ? busy : broken;
}

function ofSilence({ outgoing: { connection } }: Passage, failure: CertifyError): Transient | undefined {
  const silence = silenceOf(failure);
  if (connection !== 'regular') return silence === 'cut' ? confirmedCut : undefined;
  if (silence !== undefined) return { cut, late }[silence];
  return isUnreached(failure) ? unreached : undefined;
}

/** The failure of a call whose retries were used up. */
export function stillBusy(
  { request: { url }, response, failure }: Passage,
  attempts: number,
): CertifyError | undefined {
  if (failure?.blame === 'environment' || response === undefined) return failure;
  return new CertifyError('ERR_TARGET', `${statusText(response)} from ${url}`, {
    where: url,
    expected: 'a response from the API',
    actual: `${attempts === 1 ? '1 attempt' : `${attempts} attempts`}${asking(response)}`,
    advice: response.status === 429 ? tooFast : 'Repeat the run later, or ask the operator of the target.',
  });
}
