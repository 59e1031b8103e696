import type { DigestAlgorithm } from './digest.ts';

/** How an ECDSA signature is written: r || s (RFC 9421 section 3.3.4) or ASN.1 DER. */
export type EcdsaEncoding = 'ieee-p1363' | 'der';

/** What stands after "@signature-params": the parameters alone (RFC 9421 section 2.3), or with the label before them, as Nopan prints it. */
export type SignatureParamsForm = 'rfc9421' | 'labelled';

/** How content-type is written in the signature base: as sent, or as lower-cased media type without parameters. */
export type ContentTypeForm = 'media-type' | 'as-sent';

/** The settings of Nopan's RFC 9421 profile for one direction (requests or responses). */
export interface SignatureProfile {
  readonly label: string;
  /** Covered components, in order, of a message with content. */
  readonly components: readonly string[];
  /** Covered components, in order, of a message without content. */
  readonly componentsWithoutBody: readonly string[];
  /** With what a signer digests the body. */
  readonly digest: DigestAlgorithm;
  /** What a verifier accepts. Default: every DigestAlgorithm. */
  readonly digests?: readonly DigestAlgorithm[];
  readonly signatureParamsForm: SignatureParamsForm;
  readonly ecdsaEncoding: EcdsaEncoding;
  readonly contentTypeForm: ContentTypeForm;
  /** How far `created` may lie from the verifier's clock, either way, in seconds. */
  readonly createdWindowSeconds: number;
}

/** The wire profile's settings for both directions, as specs/protocol.yaml names them. */
export interface SignatureSettings extends Pick<
  SignatureProfile,
  'label' | 'signatureParamsForm' | 'ecdsaEncoding' | 'contentTypeForm' | 'createdWindowSeconds'
> {
  readonly requestComponents: readonly string[];
  readonly requestComponentsWithoutBody: readonly string[];
  readonly responseComponents: readonly string[];
  readonly responseComponentsWithoutBody: readonly string[];
  readonly requestDigest: DigestAlgorithm;
  readonly responseDigest: DigestAlgorithm;
  readonly digests: readonly DigestAlgorithm[];
}

/** How requests are signed. Make it once: what can be prepared is kept by profile. */
export function requestProfile(settings: SignatureSettings): SignatureProfile {
  return {
    ...settings,
    components: settings.requestComponents,
    componentsWithoutBody: settings.requestComponentsWithoutBody,
    digest: settings.requestDigest,
  };
}

/** How responses are signed. Make it once: what can be prepared is kept by profile. */
export function responseProfile(settings: SignatureSettings): SignatureProfile {
  return {
    ...settings,
    components: settings.responseComponents,
    componentsWithoutBody: settings.responseComponentsWithoutBody,
    digest: settings.responseDigest,
  };
}

/** The settings of the detached JWS profile (RFC 7515 appendix F, RFC 7797). */
export interface JwsProfile {
  readonly header: string;
  /** How far `iat` may lie from the verifier's clock, either way, in seconds. */
  readonly iatWindowSeconds: number;
}

/** The settings of the HMAC over a webhook's raw body. */
export interface HmacProfile {
  readonly header: string;
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly encoding: 'hex' | 'hex-upper-case' | 'base64' | 'base64url';
  /** The prefix in the header, such as `sha256=`; absent: none. */
  readonly prefix?: string;
}

/** The HMAC profile of a protocol. */
export function hmacProfile({
  signatureHeader: header,
  hash,
  encoding,
  signaturePrefix: prefix,
}: Omit<HmacProfile, 'header' | 'prefix'> & {
  readonly signatureHeader: string;
  readonly signaturePrefix: string;
}): HmacProfile {
  return { header, hash, encoding, prefix };
}
