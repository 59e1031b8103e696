import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import type { Block } from './blocks.ts';
import type { PrivateKeyDescription, PublicKeyDescription } from './description.ts';
import { keyFacts } from './key-facts.ts';

/** @throws ERR_KEY when it is damaged, or encrypted with another passphrase */
export async function describePrivateKey(
  { label, pem }: Block,
  where: string,
  passphrase?: string,
): Promise<PrivateKeyDescription> {
  // RFC 7468 section 11, and the header of RFC 1421 that openssl wrote before.
  const encrypted = label === 'ENCRYPTED PRIVATE KEY' || pem.includes('Proc-Type: 4,ENCRYPTED');
  if (encrypted && passphrase === undefined) return { kind: 'private key', encrypted };
  const key = read(
    () => createPrivateKey({ key: pem, ...(encrypted && passphrase !== undefined && { passphrase }) }),
    encrypted ? 'The private key cannot be decrypted' : 'The private key is damaged',
    where,
    encrypted ? 'the passphrase that it was encrypted with' : 'a private key as openssl writes it',
  );
  return { kind: 'private key', encrypted, key: await keyFacts(key) };
}

/** @throws ERR_KEY when it is damaged */
export async function describePublicKey({ pem }: Block, where: string): Promise<PublicKeyDescription> {
  const key = read(() => createPublicKey(pem), 'The public key is damaged', where, 'a public key as openssl writes it');
  return { kind: 'public key', key: await keyFacts(key) };
}

function read(action: () => KeyObject, message: string, where: string, expected: string): KeyObject {
  try {
    return action();
  } catch (cause) {
    const advice = `See what openssl says of it: openssl pkey -in ${where} -noout -text_pub`;
    throw new CertifyError('ERR_KEY', message, { where, expected, advice, cause });
  }
}
