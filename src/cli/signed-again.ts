import type { Protocol } from '../contract/protocol.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { signers } from '../client/signers.ts';
import { CertifyError } from '../errors.ts';
import type { SigningSettings } from '../explain/judge.ts';
import { contentDigest } from '../signing/digest.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { Fields, RequestMessage } from '../signing/message.ts';
import { spoilOf } from '../tampering/operators.ts';
import type { Spoilable } from '../tampering/spoilable.ts';

export interface SigningMeans {
  readonly key: SignatureKey;
  readonly protocol: Protocol;
  readonly settings: SigningSettings;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

type Scheme = NonNullable<Exchange['signature']['request']>['profile'];

/** Done by the client itself, with what is not in evidence. */
const ofTheClient: readonly Tampering['operator'][] = ['connect', 'use-credential', 'use-tls-key'];

/** A request of evidence, signed now in place of whatever signature it has. */
export async function signedAgain(
  message: RequestMessage,
  means: SigningMeans,
  scheme: Scheme = means.settings.scheme,
): Promise<RequestMessage> {
  return sent(message, await withSignature(unsigned(message, means, scheme), means));
}

/**
 * The same, spoilt as it was; undefined where that takes more than evidence has. What is already otherwise in evidence, such as a field
 * that was set to another value, cannot be spoilt a second time.
 */
export async function spoiltAgain(
  message: RequestMessage,
  tampering: Tampering,
  means: SigningMeans,
  scheme: Scheme = tampering.profile ?? means.settings.scheme,
): Promise<RequestMessage | undefined> {
  if (ofTheClient.includes(tampering.operator)) return undefined;
  const spoil = spoilOf(tampering);
  const same = <M>(each: M): M => each;
  try {
    const planned = (spoil.unsigned ?? same)(unsigned(message, means, scheme));
    return sent(message, (spoil.signed ?? same)(await withSignature(planned, means)));
  } catch (error) {
    if (error instanceof CertifyError && error.code === 'ERR_FEATURE') return undefined;
    throw error;
  }
}

function unsigned(
  { fields, body, ...about }: RequestMessage,
  { key, protocol, settings }: SigningMeans,
  scheme: Scheme,
): Spoilable {
  const own = ['content-digest', 'content-length', 'signature-input', 'signature', settings.jws.header.toLowerCase()];
  const profile = settings.request;
  const counted: Fields = body.length === 0 ? [] : [['Content-Length', String(body.length)]];
  const digested: Fields =
    body.length === 0 || scheme === 'detached-jws' ? [] : [['Content-Digest', contentDigest(body, profile.digest)]];
  return {
    spec: `${about.method} ${about.target}`,
    fields: [...fields.filter(([name]) => !own.includes(name.toLowerCase())), ...counted, ...digested],
    body,
    signing: { scheme, sign: signers(protocol)[scheme], profile, key, shift: 0, about },
  };
}

async function withSignature(message: Spoilable, { now }: SigningMeans): Promise<Spoilable> {
  const { fields } = await message.signing.sign(message, now + message.signing.shift);
  return { ...message, fields: [...message.fields, ...fields] };
}

const sent = ({ method, authority, target }: RequestMessage, { fields, body }: Spoilable): RequestMessage => ({
  ...{ method, authority, target, fields, body: Buffer.from(body) },
});
