import type { TamperingArguments } from '../../contract/types/tampering.ts';
import { CertifyError } from '../../errors.ts';
import type { OutgoingRequest } from '../outgoing.ts';

/** Whether the request has been signed yet when it is spoilt. */
export type Phase = 'unsigned' | 'signed';

/** One change to a request, or to the plan of signing it. */
export type Spoil = Partial<Record<Phase, (request: OutgoingRequest) => OutgoingRequest>>;

/** A way to spoil requests, by its arguments. */
export type Operator = (given: TamperingArguments) => Spoil;

/** A spoilt request that is not spoilt would be accepted, and blamed on the target. */
export function doesNotApply(operator: string, { spec }: OutgoingRequest, missing: string): CertifyError {
  return new CertifyError('ERR_FEATURE', `${operator} cannot spoil ${spec}: it has no ${missing}`, {
    where: spec,
    expected: `a request with ${missing}`,
    advice: 'Spoil another request, or in another way.',
  });
}
