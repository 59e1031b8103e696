import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { pemBlocks } from './blocks.ts';
import { iterationsOf } from './encrypted-key.ts';
import { iterationBudget, type Spend } from './key-derivation.ts';
import { cipherOfKey } from './legacy-cipher.ts';
import { withFile } from './other-formats.ts';
import { bodyProblem } from './pem-problem.ts';

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
  const read = readKey(pem, der, iterations, where, passphrase);
  assertOneKey(read, where);
  return read;
}

/**
 * Whether what a key signs is what its public half verifies: of a damaged file node:crypto takes either half as it is.
 *
 * @throws ERR_KEY
 */
export function assertOneKey(key: KeyObject, where: string): void {
  if (key.asymmetricKeyType !== 'ec') return;
  const text = Buffer.from(where);
  if (verify('sha256', text, createPublicKey(key), sign('sha256', text, key))) return;
  throw new CertifyError('ERR_KEY', 'The private key is damaged', {
    where,
    expected: 'a private key and its own public half',
    actual: 'the public half of another key',
    advice: withFile('See what openssl says of it: openssl pkey -in FILE -noout -check', where),
  });
}

function readKey(
  pem: string,
  der: Buffer | undefined,
  iterations: number | undefined,
  where: string,
  passphrase: string | undefined,
): KeyObject {
  try {
    // What was counted is what is read.
    const key = der === undefined ? pem : iterations === undefined ? Buffer.alloc(0) : der;
    return createPrivateKey({
      key,
      ...(der !== undefined && { format: 'der', type: 'pkcs8' }),
      ...(passphrase !== undefined && { passphrase }),
    });
  } catch (cause) {
    throw isEncrypted(pem) ? undecrypted(pem, where, cause) : damaged(pem, where, cause);
  }
}

/** Error codes of node:crypto for an unsupported cipher, unlike those for a wrong passphrase. */
const isUnsupported = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === 'ERR_OSSL_EVP_UNSUPPORTED';

function undecrypted(pem: string, where: string, cause: unknown): CertifyError {
  const cipher = cipherOfKey(pem);
  if (cipher?.legacy === true || isUnsupported(cause)) {
    return new CertifyError('ERR_KEY', 'The private key is encrypted with a cipher that is not supported', {
      where,
      expected: 'AES, as openssl encrypts today',
      actual: cipher === undefined ? 'an unknown cipher' : `${cipher.name}${cipher.legacy ? ', a legacy cipher' : ''}`,
      advice: withFile(
        'The passphrase was not checked. Encrypt the key again: openssl pkey -provider legacy -provider default -in FILE -aes256 -out key.pem',
        where,
      ),
      cause,
    });
  }
  return new CertifyError('ERR_KEY', 'The private key cannot be decrypted', {
    where,
    expected: 'the passphrase that it was encrypted with',
    actual: 'a wrong passphrase, or a damaged file',
    advice: withFile('Try the passphrase by hand: openssl pkey -in FILE -noout', where),
    cause,
  });
}

function damaged(pem: string, where: string, cause: unknown): CertifyError {
  return new CertifyError('ERR_KEY', 'The private key is damaged', {
    where,
    expected: 'a private key as openssl writes it',
    ...bodyProblem(pem),
    advice: withFile('Check it with openssl: openssl pkey -in FILE -noout -text_pub', where),
    cause,
  });
}
