import { pbkdf2Sync } from 'node:crypto';
import type Forge from 'node-forge';
import { iterationBudget } from './key-derivation.ts';

interface Hash {
  readonly algorithm: string;
}

/** RFC 7292 appendix B.2. */
type DerivePkcs12 = (
  passphrase: string,
  salt: Forge.util.ByteBuffer,
  id: number,
  iterations: number,
  length: number,
  hash?: Hash,
) => unknown;

/** RFC 8018 section 5.2; all but the iterations and the length as binary text. */
type Pbkdf2 = (passphrase: string, salt: string, iterations: number, length: number, hash: Hash) => string;

interface Derivations {
  readonly pkcs5: { pbkdf2: Pbkdf2 };
  readonly pki: { readonly pbe: { generatePkcs12Key: DerivePkcs12 } };
  readonly pkcs12: { generateKey: DerivePkcs12 };
}

/**
 * Runs what the library does with a passphrase, with a limit for the iterations of all keys that it makes, nested ones too: it
 * asks these functions for each.
 *
 * @throws ERR_KEY beyond the limit, before the key is made
 */
export function withBoundedDerivation<T>(library: typeof Forge, where: string, run: () => T): T {
  const { pkcs5, pki, pkcs12 } = library as unknown as Derivations;
  const { pbkdf2 } = pkcs5;
  const { generatePkcs12Key } = pki.pbe;
  const { generateKey } = pkcs12;
  const spend = iterationBudget(where);
  const bounded =
    (derive: DerivePkcs12): DerivePkcs12 =>
    (passphrase, salt, id, iterations, ...rest) => {
      spend(iterations);
      return derive(passphrase, salt, id, iterations, ...rest);
    };
  pki.pbe.generatePkcs12Key = bounded(generatePkcs12Key);
  pkcs12.generateKey = bounded(generateKey);
  pkcs5.pbkdf2 = (passphrase, salt, iterations, length, hash) => {
    spend(iterations);
    return native(passphrase, salt, iterations, length, hash) ?? pbkdf2(passphrase, salt, iterations, length, hash);
  };
  try {
    return run();
  } finally {
    pkcs5.pbkdf2 = pbkdf2;
    pki.pbe.generatePkcs12Key = generatePkcs12Key;
    pkcs12.generateKey = generateKey;
  }
}

/** Ten times as fast. */
function native(passphrase: string | null, salt: string, iterations: number, length: number, { algorithm }: Hash) {
  if (!/^sha(?:1|256|384|512)$/.test(algorithm) || iterations < 1) return undefined;
  return pbkdf2Sync(passphrase ?? '', Buffer.from(salt, 'binary'), iterations, length, algorithm).toString('binary');
}
