import { pemBlocks } from './blocks.ts';
import { cipherOf } from './encrypted-key.ts';

/** PBES1 schemes (RFC 8018 appendix A.3, RFC 7292 appendix C) and PBES2 ciphers in the legacy provider of OpenSSL 3. */
const legacy: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.5.1': 'pbeWithMD2AndDES-CBC',
  '1.2.840.113549.1.5.3': 'pbeWithMD5AndDES-CBC',
  '1.2.840.113549.1.5.4': 'pbeWithMD2AndRC2-CBC',
  '1.2.840.113549.1.5.6': 'pbeWithMD5AndRC2-CBC',
  '1.2.840.113549.1.5.10': 'pbeWithSHA1AndDES-CBC',
  '1.2.840.113549.1.5.11': 'pbeWithSHA1AndRC2-CBC',
  '1.2.840.113549.1.12.1.1': 'pbeWithSHA1And128BitRC4',
  '1.2.840.113549.1.12.1.2': 'pbeWithSHA1And40BitRC4',
  '1.2.840.113549.1.12.1.5': 'pbeWithSHA1And128BitRC2-CBC',
  '1.2.840.113549.1.12.1.6': 'pbeWithSHA1And40BitRC2-CBC',
  '1.3.14.3.2.7': 'DES-CBC',
  '1.2.840.113549.3.2': 'RC2-CBC',
  '1.2.840.113549.3.4': 'RC4',
  '1.2.840.113549.3.9': 'RC5-CBC',
  '1.2.840.113533.7.66.10': 'CAST5-CBC',
  '1.3.6.1.4.1.3029.1.2': 'BF-CBC',
  '1.3.6.1.4.1.188.7.1.1.2': 'IDEA-CBC',
  '1.2.410.200004.1.4': 'SEED-CBC',
};

/** DEK-Info names (RFC 1423) of ciphers that OpenSSL 3 supports without its legacy provider. */
const current = /^(?:AES-|DES-EDE|CAMELLIA|ARIA|SM4|CHACHA20)/i;

/** The cipher of an encrypted private key: its name if known, and whether OpenSSL 3 needs the legacy provider for it. */
interface Cipher {
  readonly name: string;
  readonly legacy: boolean;
}

export function cipherOfKey(pem: string): Cipher | undefined {
  const [, old] = /^DEK-Info: *([\w-]+)/m.exec(pem) ?? [];
  if (old !== undefined) return { name: old, legacy: !current.test(old) };
  const [block] = pemBlocks(pem);
  const id = block?.label === 'ENCRYPTED PRIVATE KEY' ? cipherOf(block.der) : undefined;
  if (id === undefined) return undefined;
  return { name: legacy[id] ?? id, legacy: id in legacy };
}
