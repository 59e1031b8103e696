import { isIP } from 'node:net';

/** How a secret is shown: a token by a fingerprint, so that two can be told apart; personal data, which could be guessed back, not at all. */
export type SecretKind = 'token' | 'personal';

export interface SecretName {
  readonly name: string;
  readonly kind: SecretKind;
  /** Whether a value is like a secret of that name; any other could be of the rest of the evidence. */
  readonly fits: (value: string) => boolean;
}

/** APPROVED, PAYMENT_FINALIZE, payments/initiate, content-digest, clientTransactionId, Content-Digest. */
const word =
  /^(?:[A-Z]+(?:[-_./][A-Z]+)*|[a-z]+(?:[-_./][a-z]+)*|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z][a-z]*(?:-[A-Z][a-z]*)+)$/;

/** The characters of a token (RFC 6750 section 2.1), eight at least, and no word. */
export const isLikeToken = (value: string): boolean =>
  /^[\w.~+/=-]{8,}$/.test(value) && !word.test(value) && !isOfProtocol(value);

/** Algorithms, versions, dates and addresses of this machine: frequent in evidence and never secret. */
const protocolWord =
  /^(?:(?:ecdsa|ecdh|rsa|rsassa|hmac|sha|ed|x|aes|rfc|http|https|tls|tlsv|v|pss|pkcs|oaep|p|es|rs|ps|hs|id)?\d{0,5}(?:\.\d{1,3})?(?:[-_/+]|$))+$/i;
const date = /^\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]*)?$/;
const localAddress = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|::1?)$/;

function isOfProtocol(value: string): boolean {
  return (
    (/[a-z]/i.test(value) && value.length <= 40 && protocolWord.test(value)) ||
    date.test(value) ||
    localAddress.test(value)
  );
}

const isLikePhone = (value: string): boolean =>
  (/^\+?\d[\d()./-]{5,19}$/.test(value) && !isOfProtocol(value)) || isLikeToken(value);
const isLikeCode = (value: string): boolean => /^\d{6,8}$/.test(value) || isLikeToken(value);
const isLikeAddress = (value: string): boolean => (isIP(value) !== 0 && !isOfProtocol(value)) || isLikeToken(value);
/** Nobody knows what a user's own field holds: anything but a word, or a small number. */
const isLikeAnything = (value: string): boolean => /^\S{8,}$/.test(value) && !word.test(value);

/** Members of JSON content and of forms that are never shown. Compared without case, hyphens and underscores. */
export const usualSecretNames: readonly SecretName[] = [
  { name: 'access_token', kind: 'token', fits: isLikeToken },
  { name: 'refresh_token', kind: 'token', fits: isLikeToken },
  { name: 'id_token', kind: 'token', fits: isLikeToken },
  { name: 'client_secret', kind: 'token', fits: isLikeToken },
  { name: 'client_assertion', kind: 'token', fits: isLikeToken },
  { name: 'paymentToken', kind: 'token', fits: isLikeToken },
  { name: 'webhookSecret', kind: 'token', fits: isLikeToken },
  { name: 'oneTimeCode', kind: 'personal', fits: isLikeCode },
  { name: 'phone', kind: 'personal', fits: isLikePhone },
  { name: 'ipAddress', kind: 'personal', fits: isLikeAddress },
  { name: 'deviceId', kind: 'personal', fits: isLikeToken },
  { name: 'api_key', kind: 'token', fits: isLikeToken },
  { name: 'x-api-key', kind: 'token', fits: isLikeToken },
  { name: 'password', kind: 'personal', fits: isLikeToken },
  { name: 'otp', kind: 'personal', fits: isLikeCode },
];

/** A name of the user's own. */
export const ownSecretName = (name: string): SecretName => ({ name, kind: 'personal', fits: isLikeAnything });

/** Header fields that are never shown (RFC 9110 section 11, RFC 6265). */
export const secretFieldNames: readonly string[] = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];
