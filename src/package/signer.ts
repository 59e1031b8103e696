import type { KeyObject } from 'node:crypto';
import { keyThumbprint } from '../credentials/key-facts.ts';
import { generateKeyPair } from '../credentials/key-pair.ts';
import { keyAlgorithm, type SignatureKey } from '../signing/keys.ts';

export interface Signer {
  /** An ephemeral key is made for one package and forgotten: whoever changes the package can make another. */
  readonly kind: 'own' | 'ephemeral';
  /** Its id is its thumbprint (RFC 7638). */
  readonly key: SignatureKey;
}

/**
 * Who signs a package: the user, or a key for this package alone.
 *
 * @throws ERR_KEY when the key cannot sign
 */
export async function signerOf(own?: KeyObject): Promise<Signer> {
  const key = own ?? generateKeyPair('P-384').privateKey;
  const algorithm = keyAlgorithm(key);
  return {
    kind: own === undefined ? 'ephemeral' : 'own',
    key: { key, keyid: await keyThumbprint(key), algorithm },
  };
}
