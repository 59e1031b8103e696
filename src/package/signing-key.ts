import { keyLookup } from '../credentials/jwks.ts';
import { keyThumbprint } from '../credentials/key-facts.ts';
import { isRecord } from '../signing/json-record.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { unsound } from './unsound.ts';

/**
 * The public key that a package or a sign-off brings along, whose id is its thumbprint.
 *
 * @throws ERR_PACKAGE when it is none
 */
export async function keyOf(content: Uint8Array, where: string): Promise<SignatureKey> {
  const key = signatureKey(content, where);
  if (key === undefined || key.keyid !== (await keyThumbprint(key.key)))
    throw unsound('The signing key is no public key named by its thumbprint', { where });
  return key;
}

function signatureKey(content: Uint8Array, where: string): SignatureKey | undefined {
  try {
    const jwk: unknown = JSON.parse(Buffer.from(content).toString());
    const kid = isRecord(jwk) ? jwk['kid'] : undefined;
    return typeof kid === 'string' ? keyLookup({ keys: [jwk] })(kid) : undefined;
  } catch (cause) {
    throw unsound(`The signing key cannot be read: ${(cause as Error).message}`, { where, cause });
  }
}
