import type { Exchange } from '../contract/types/exchange.ts';
import type { TamperingArguments } from '../contract/types/tampering.ts';
import { CertifyError } from '../errors.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { Fields, RequestMessage, ResponseMessage } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';

/** What a signature covers beside header fields and content. */
export type About = Pick<RequestMessage, 'authority' | 'method' | 'target'> | Pick<ResponseMessage, 'status'>;

/** What is signed and how, unless something spoils it. */
export interface SigningPlan<A extends About = About> {
  readonly scheme: SignatureScheme;
  readonly sign: Signer;
  /** RFC 9421: what is covered, and in which form. */
  readonly profile: SignatureProfile;
  readonly key: SignatureKey;
  /** Seconds between now and the time that the signature names. */
  readonly shift: number;
  readonly about: A;
}

/** A message on its way to the wire, with its digest and before or after it is signed. */
export interface Spoilable<A extends About = About> {
  /** What it is, as an error names it: `payments/initiate`. */
  readonly spec: string;
  readonly fields: Fields;
  readonly body: Buffer;
  readonly signing: SigningPlan<A>;
}

/** What was signed, as evidence. */
export type Signed = NonNullable<Exchange['signature']['request']>;

/** Signs a message: the fields to add, and the evidence of it. Time in seconds. */
export type Signer = (message: Spoilable, created: number) => Promise<{ fields: Fields; signed: Signed }>;

/** Whether the message has been signed yet when it is spoilt. */
export type Phase = 'unsigned' | 'signed';

/** One change to a message, or to the plan of signing it. */
export type Spoil = Partial<Record<Phase, <M extends Spoilable>(message: M) => M>>;

/** A way to spoil messages, by its arguments. */
export type Operator = (given: TamperingArguments) => Spoil;

/** The same message, signed otherwise. */
export function planned<M extends Spoilable>(message: M, change: Partial<SigningPlan>): M {
  return { ...message, signing: { ...message.signing, ...change } };
}

/** A spoilt message that is not spoilt would be accepted, and blamed on the other side. */
export function doesNotApply(operator: string, { spec }: Pick<Spoilable, 'spec'>, missing: string): CertifyError {
  return new CertifyError('ERR_FEATURE', `${operator} cannot spoil ${spec}: it has no ${missing}`, {
    where: spec,
    expected: `a message with ${missing}`,
    advice: 'Spoil another message, or in another way.',
  });
}
