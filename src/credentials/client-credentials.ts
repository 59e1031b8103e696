import type { SignatureKey } from '../signing/keys.ts';

/** All that a client needs to be known to Nopan: who it is, its TLS identity, and the key that signs its requests. */
export interface ClientCredentials {
  /** The client certificate's CN and the token request's `client_id`. */
  readonly organizationId: string;
  readonly processingAccountId: string;
  /** The client certificate, PEM; intermediate certificates may follow it. */
  readonly certificate: string;
  /** The key of that certificate, PEM. Another key than the signing key. */
  readonly privateKey: string;
  /** The authorities to trust, PEM; undefined stands for the system's own. */
  readonly trust: string | undefined;
  readonly signingKey: SignatureKey;
}
