import { CertifyError } from '../../errors.ts';
import { asking, isOfEdge, statusesOfEdges, statusText, tooFast } from '../edge.ts';
import type { ReceivedResponse } from '../exchanged.ts';
import type { Passage } from '../interceptor.ts';
import { isUnreached } from '../transport/failure.ts';
import { silenceOf } from '../transport/silence.ts';

/** What came of a request, where that says nothing about the API under test. */
export interface Transient {
  /** Whether the work may have been done, so that only the same idempotency key can ask again (Nopan, IDEMP). */
  readonly mayBeDone: boolean;
  /** Attempts in all. */
  readonly attempts: number;
  /** Of the shortest pause before a repeat; it doubles with each. */
  readonly firstPauseSeconds: number;
}

const busy: Transient = { mayBeDone: false, attempts: 5, firstPauseSeconds: 0.5 };
const broken: Transient = { ...busy, mayBeDone: true };

/** Responses of an edge that say so. Of all others it is unknown whether the API behind it was reached. */
const unprocessed = [425, 503];

/** Responses that say the same whoever gives them: too many requests at a time, and out of service. */
const ofAnybody: Readonly<Record<number, Transient>> = { 429: busy, 503: busy };

const cut: Transient = { mayBeDone: true, attempts: 5, firstPauseSeconds: 0.1 };
/** The request did not leave. */
const unreached: Transient = { mayBeDone: false, attempts: 3, firstPauseSeconds: 0.5 };
/** It has taken the deadline of an exchange already. */
const late: Transient = { mayBeDone: true, attempts: 2, firstPauseSeconds: 0.1 };
/** What was refused without a word of TLS is asked twice more, so that a connection that broke by chance is not taken for a rejection. */
export const confirmedCut: Transient = { ...cut, attempts: 3 };

/**
 * @param label of Nopan's signatures
 * @returns undefined when what came is to be judged
 */
export function transientOf(passage: Passage, label: string): Transient | undefined {
  const { outgoing, response, failure } = passage;
  // What was not signed was not sent: its access token was asked for as often as was sensible.
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

/** The failure of a call that was asked to come back later, and did so in vain. */
export function stillBusy(
  { request: { url }, response, failure }: Passage,
  attempts: number,
): CertifyError | undefined {
  if (failure?.blame === 'environment' || response === undefined) return failure;
  return new CertifyError('ERR_TARGET', `${statusText(response)} from ${url}`, {
    where: url,
    expected: 'a response to the request itself',
    actual: `${attempts === 1 ? '1 attempt' : `${attempts} attempts`}${asking(response)}`,
    advice: response.status === 429 ? tooFast : 'Repeat the run later, or ask the operator of the target.',
  });
}
