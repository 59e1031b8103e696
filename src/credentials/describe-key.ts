import { createPublicKey, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import type { Block } from './blocks.ts';
import type { PrivateKeyDescription, PublicKeyDescription } from './description.ts';
import type { Spend } from './key-derivation.ts';
import { keyFacts } from './key-facts.ts';
import { isEncrypted, privateKeyOf } from './private-key.ts';

/** @throws ERR_KEY when it is damaged, or encrypted with another passphrase */
export async function describePrivateKey(
  { pem }: Block,
  where: string,
  passphrase?: string,
  spend?: Spend,
): Promise<PrivateKeyDescription> {
  const encrypted = isEncrypted(pem);
  if (encrypted && passphrase === undefined) return { kind: 'private key', encrypted };
  const key = privateKeyOf(pem, where, passphrase, spend);
  return { kind: 'private key', encrypted, key: await keyFacts(key) };
}

/** @throws ERR_KEY when it is damaged */
export async function describePublicKey({ pem }: Block, where: string): Promise<PublicKeyDescription> {
  return { kind: 'public key', key: await keyFacts(publicKey(pem, where)) };
}

function publicKey(pem: string, where: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw new CertifyError('ERR_KEY', 'The public key is damaged', {
      where,
      expected: 'a public key as openssl writes it',
      advice: `Check it with openssl: openssl pkey -in ${where} -noout -text_pub`,
      cause,
    });
  }
}
