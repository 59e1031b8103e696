import type { KeyFacts } from './key-facts.ts';

/** One thing in a file of credentials, without anything secret. */
export type Description =
  | PrivateKeyDescription
  | PublicKeyDescription
  | CertificateDescription
  | CertificateRequestDescription
  | ({ readonly kind: 'shared secret' } & JwkLabels)
  | OtherKeyDescription
  /** All that can be told of a PKCS#12 file without its passphrase. */
  | { readonly kind: 'encrypted content' };

/** What a JWK says of itself (RFC 7517 section 4). */
export interface JwkLabels {
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
}

/** A member of a JWK set that is not supported or damaged (RFC 7517 section 5). */
interface OtherKeyDescription extends JwkLabels {
  readonly kind: 'other key';
  /** In a few words. */
  readonly problem: string;
}

export interface PrivateKeyDescription extends JwkLabels {
  readonly kind: 'private key';
  /** The friendly name in PKCS#12. */
  readonly name?: string;
  readonly encrypted: boolean;
  /** Absent when the key is encrypted and there is no passphrase. */
  readonly key?: KeyFacts;
}

export interface PublicKeyDescription extends JwkLabels {
  readonly kind: 'public key';
  readonly key: KeyFacts;
}

export interface CertificateDescription {
  readonly kind: 'certificate';
  /** The friendly name in PKCS#12. */
  readonly name?: string;
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whether it may issue certificates. */
  readonly authority: boolean;
  /** subjectAltName: `DNS:localhost`. */
  readonly names: readonly string[];
  /** Absent without the extension: it may then be used for anything. */
  readonly keyUsage?: readonly string[];
  readonly extendedKeyUsage?: readonly string[];
  readonly key: KeyFacts;
  /** SHA-256 of the DER, hexadecimal. */
  readonly sha256: string;
  /** The same, base64url (RFC 7515 section 4.1.8). */
  readonly 'x5t#S256': string;
}

export interface CertificateRequestDescription {
  readonly kind: 'certificate request';
  readonly subject: string;
  /** Whether the key that it is for signed it; absent where its algorithm is not known here. */
  readonly signatureValid?: boolean;
  readonly key: KeyFacts;
}
