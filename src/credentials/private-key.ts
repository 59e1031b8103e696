import { createPrivateKey, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { pemBlocks } from './blocks.ts';
import { iterationsOf } from './encrypted-key.ts';
import { iterationBudget, type Spend } from './key-derivation.ts';

/** Whether a private key is encrypted: RFC 7468 section 11, and the header of RFC 1421 that openssl wrote before. */
export const isEncrypted = (pem: string): boolean =>
  /^(?:-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED)/m.test(pem);

/** What to do where a passphrase is missing, or another. */
export const passphraseAdvice =
  'Name it: passphrase: ${env:NAME} in the configuration, or --passphrase-env NAME on the command line.';

/**
 * The private key of a PEM block.
 *
 * @param where the file, as an error names it
 * @param passphrase needed when the key is encrypted
 * @param spend of the file, where it holds more than one key
 * @throws ERR_KEY when it is damaged, encrypted with another passphrase, or takes too long to decrypt
 */
export function privateKeyOf(
  pem: string,
  where: string,
  passphrase?: string,
  spend: Spend = iterationBudget(where),
): KeyObject {
  const [block] = pemBlocks(pem);
  const der = block?.label === 'ENCRYPTED PRIVATE KEY' ? block.der : undefined;
  const iterations = der && iterationsOf(der);
  if (iterations !== undefined) spend(iterations);
  try {
    // What was counted is what is read.
    const key = der === undefined ? pem : iterations === undefined ? Buffer.alloc(0) : der;
    return createPrivateKey({
      key,
      ...(der !== undefined && { format: 'der', type: 'pkcs8' }),
      ...(passphrase !== undefined && { passphrase }),
    });
  } catch (cause) {
    throw isEncrypted(pem)
      ? new CertifyError('ERR_KEY', 'The private key cannot be decrypted', {
          where,
          expected: 'the passphrase that it was encrypted with',
          advice: `Try the passphrase by hand: openssl pkey -in ${where} -noout`,
          cause,
        })
      : new CertifyError('ERR_KEY', 'The private key is damaged', {
          where,
          expected: 'a private key as openssl writes it',
          advice: `See what openssl says of it: openssl pkey -in ${where} -noout -text_pub`,
          cause,
        });
  }
}
