import type { Protocol } from '../../contract/protocol.ts';
import type { CertifyError } from '../../errors.ts';
import type { Exchanged } from '../exchanged.ts';
import { reasonCodeOf } from '../refusal.ts';
import { silenceOf, type Silence } from '../transport/silence.ts';

/** What is done about a call: whatever is not transient stays as it is, successes among it. */
export type Remedy = 'repeat after a pause' | 'repeat with a new token' | 'never repeat';

type Errors = Protocol['errors'];

/**
 * By what a refusal is called in specs/protocol.yaml. Those that are missing tell something that no repeat changes: the request has
 * to be corrected, the first result looked up (5001), or Nopan's support asked (9999).
 */
const refusals: Partial<Readonly<Record<keyof Errors, Remedy>>> = {
  rateLimit: 'repeat after a pause',
  processing: 'repeat after a pause',
  provider: 'repeat after a pause',
  providerTimeout: 'repeat after a pause',
  tokenExpired: 'repeat with a new token',
};

/** By how no answer came. Whether the work was done is then unknown, and only the same key again can tell (IDEMP). */
const silences: Readonly<Record<Silence, Remedy>> = {
  cut: 'repeat after a pause',
  late: 'repeat after a pause',
};

/** What Nopan's guidance says about a call that came out like this. An answer that cannot be trusted decides nothing. */
export function remedyFor({ response, failure }: Exchanged, errors: Errors): Remedy {
  if (failure) return response === undefined ? remedyForSilence(failure) : 'never repeat';
  const name = (Object.keys(refusals) as (keyof Errors)[]).find(
    (candidate) =>
      errors[candidate].status === response?.status && errors[candidate].reasonCode === reasonCodeOf(response.json),
  );
  return (name && refusals[name]) ?? 'never repeat';
}

function remedyForSilence(failure: CertifyError): Remedy {
  const silence = silenceOf(failure);
  return silence === undefined ? 'never repeat' : silences[silence];
}
