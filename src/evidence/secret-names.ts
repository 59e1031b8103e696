/** How a secret is shown: a token by a fingerprint, so that two can be told apart; personal data, which could be guessed back, not at all. */
export type SecretKind = 'token' | 'personal';

/** Members of JSON content and of forms that are never shown. Compared without case, hyphens and underscores. */
const secretNames: readonly (readonly [name: string, kind: SecretKind])[] = [
  ['access_token', 'token'],
  ['refresh_token', 'token'],
  ['id_token', 'token'],
  ['client_secret', 'token'],
  ['client_assertion', 'token'],
  ['paymentToken', 'token'],
  ['webhookSecret', 'token'],
  ['oneTimeCode', 'personal'],
  ['phone', 'personal'],
  ['ipAddress', 'personal'],
  ['deviceId', 'personal'],
];

/** Header fields that are never shown (RFC 9110 section 11, RFC 6265). */
export const secretFieldNames: readonly string[] = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');
const kinds = new Map(secretNames.map(([name, kind]) => [plain(name), kind]));

export function secretKind(name: string): SecretKind | undefined {
  return kinds.get(plain(name));
}

/** Matches every spelling of every secret name. */
export const anySecretName: string = secretNames
  .map(([name]) => name.replaceAll(/[-_]|(?<=[a-z])(?=[A-Z])/g, '[-_]?'))
  .join('|');
