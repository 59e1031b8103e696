import { createPrivateKey } from 'node:crypto';
import type { Tampering } from '../contract/types/tampering.ts';
import { keyAlgorithm, type SignatureKey } from '../signing/keys.ts';
import { withValue } from '../tampering/fields.ts';
import { spoilOf } from '../tampering/operators.ts';
import { doesNotApply, planned, type Phase } from '../tampering/spoilable.ts';
import type { OutgoingRequest } from './outgoing.ts';
import type { TlsIdentity } from './transport/transport.ts';

/** Something that should not be used with these credentials: expired, or another organization's. One of the three. */
export interface ForeignCredential {
  readonly tls?: TlsIdentity;
  readonly key?: SignatureKey;
  /** An access token. */
  readonly token?: string;
}

type RequestSpoil = Partial<Record<Phase, (request: OutgoingRequest) => OutgoingRequest>>;
type RequestOperator = (tampering: Tampering, own: { readonly privateKey: string }) => RequestSpoil;

/** What only a client can do to a request: how it is connected, and whose credentials it uses. */
const operators: Partial<Readonly<Record<Tampering['operator'], RequestOperator>>> = {
  /** Sends the request over a connection of another kind. */
  connect: ({ arguments: given }) => ({
    unsigned: (request) => ({ ...request, connection: given?.connection ?? 'without-certificate' }),
  }),

  /** Signs with the key of the client certificate, and quotes the id of the signing key. */
  'use-tls-key': (_, { privateKey }) => ({
    unsigned: (request) => {
      const key = createPrivateKey(privateKey);
      return planned(request, { key: { ...request.signing.key, algorithm: keyAlgorithm(key), key } });
    },
  }),

  /** Uses a credential that was handed in for it. */
  'use-credential': () => ({
    unsigned: (request) => {
      const { tls, key, token } = credentialOf(request);
      if (tls === undefined && key === undefined && token === undefined) {
        throw doesNotApply('use-credential', request, 'credential to use');
      }
      return { ...planned(request, key === undefined ? {} : { key }), connection: tls ?? request.connection };
    },
    signed: (request) => {
      const { token } = credentialOf(request);
      return token === undefined
        ? request
        : withValue('use-credential', request, 'Authorization', () => `Bearer ${token}`);
    },
  }),
};

const credentialOf = ({ options }: OutgoingRequest): ForeignCredential => options.foreign ?? {};

/** What a tampering does to a request, before and after it is signed. */
export function spoilRequest(tampering: Tampering, own: { readonly privateKey: string }): RequestSpoil {
  return operators[tampering.operator]?.(tampering, own) ?? spoilOf(tampering);
}
