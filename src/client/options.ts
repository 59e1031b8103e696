import type { Clock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { PlannedRequest } from '../contract/request.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import type { Peer } from '../contract/types/result.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Randomness } from '../randomness.ts';
import type { Retries } from './retries/until-judged.ts';
import type { ForeignCredential } from './spoilt-request.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';

export interface ClientOptions {
  /** Scheme, host and port: `https://127.0.0.1:8443`. */
  readonly baseUrl: string;
  readonly credentials: ClientCredentials;
  readonly protocol: Protocol;
  /** The scope of access tokens, space-delimited (RFC 6749 section 3.3). */
  readonly scopes: string;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Shared with whatever else writes evidence, so that each removes the secrets that another met. */
  readonly redactor?: Redactor;
  /** The token request for a scope. */
  readonly planToken: (scope: string) => PlannedRequest;
  /** The request for the target's public keys. */
  readonly planJwks: () => PlannedRequest;
  /** Called once for each exchange, those for tokens and keys included, when it is over. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Called once for each combination of peer address, certificate and TLS version. */
  readonly onPeer?: (peer: Peer) => void;
  /** Deadline of one exchange, in milliseconds; default 10,000. */
  readonly timeoutMs?: number;
  /** How many requests a second are sent at most; default: as many as are asked for. */
  readonly requestsPerSecond?: number;
  /** Retries while the target, or a gateway before it, is busy. Absent: no retries. */
  readonly retries?: Retries;
}

/** What Nopan's pages leave open about the signature of a request. */
export type SignatureVariation = Partial<
  Pick<SignatureProfile, 'signatureParamsForm' | 'ecdsaEncoding' | 'digest' | 'contentTypeForm'>
>;

/** What differs from the usual in one exchange. `null` leaves a header out. */
export interface SendOptions {
  /** Default: a new UUID where the request is idempotent. */
  readonly idempotencyKey?: string | null;
  /** The bearer token. Default: a cached one where the request is authenticated. */
  readonly token?: string | null | undefined;
  /** Of the cached token. Default: the request spec's, or else the client's scopes. */
  readonly scope?: string;
  /** Default: the tampering's own, or else the protocol's. */
  readonly profile?: SignatureScheme;
  /** How the HTTP message signature differs from the protocol's settings. */
  readonly signature?: SignatureVariation;
  /** In place of the content that was planned, byte for byte. */
  readonly content?: Buffer;
  /** Of the content. Default: the request spec's. */
  readonly contentType?: string;
  /** The version of the API. Default: the protocol's current one. */
  readonly version?: string | null;
  /** How to spoil the request. */
  readonly tampering?: Tampering;
  /** What the tampering is done with, when that is a credential which others have to provide. */
  readonly foreign?: ForeignCredential;
  /** Statuses to judge instead of retrying. */
  readonly expects?: readonly number[];
  /** False: never retried. */
  readonly retry?: false;
}
