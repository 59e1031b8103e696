import { CertifyError } from '../errors.ts';
import { derBlock, isPkcs12, pemBlocks, type Block } from './blocks.ts';
import { readCertificateRequest } from './certificate-request.ts';
import { describeCertificate } from './describe-certificate.ts';
import { describeJwks } from './describe-jwk.ts';
import { describePrivateKey, describePublicKey } from './describe-key.ts';
import type { CertificateRequestDescription, Description } from './description.ts';
import { iterationBudget, type Spend } from './key-derivation.ts';
import { keyFacts } from './key-facts.ts';
import { readCredentialFile } from './pem.ts';

export interface DescribedFile {
  readonly file: string;
  readonly format: 'PEM' | 'DER' | 'JSON' | 'PKCS#12';
  readonly contents: readonly Description[];
}

type Reader = (block: Block, file: string, passphrase?: string, spend?: Spend) => Promise<Description>;

const certificate: Reader = ({ der }, file) => describeCertificate(der, file);

/** By the label of PEM (RFC 7468); blocks of any other are passed over. */
const readers: Readonly<Record<string, Reader>> = {
  CERTIFICATE: certificate,
  'CERTIFICATE REQUEST': describeRequest,
  'NEW CERTIFICATE REQUEST': describeRequest,
  'PUBLIC KEY': describePublicKey,
  'RSA PUBLIC KEY': describePublicKey,
  'PRIVATE KEY': describePrivateKey,
  'EC PRIVATE KEY': describePrivateKey,
  'RSA PRIVATE KEY': describePrivateKey,
  'ENCRYPTED PRIVATE KEY': describePrivateKey,
};

/**
 * Tells what a file is: keys, certificates and requests as PEM or DER, JWK and JWK sets, PKCS#12. What is encrypted stays
 * closed without a passphrase, which is no failure.
 *
 * @throws ERR_INPUT when it is nothing of that, ERR_KEY and ERR_CERTIFICATE when it is damaged or the passphrase is another
 */
export async function describeCredential(file: string, passphrase?: string): Promise<DescribedFile> {
  const bytes = readCredentialFile(file, { code: 'ERR_INPUT', name: 'credential', format: 'PEM, DER, JWK or PKCS#12' });
  const text = bytes.toString('latin1');
  if (/^(?:\xef\xbb\xbf)?\s*[{[]/.test(text)) {
    return { file, format: 'JSON', contents: await describeJwks(bytes.toString('utf8'), file) };
  }
  if (isPkcs12(bytes)) return { file, format: 'PKCS#12', contents: await describePkcs12(file, passphrase) };
  const pem = pemBlocks(text);
  const blocks = pem.length > 0 ? pem : [derBlock(bytes)].filter((block) => block !== undefined);
  const spend = iterationBudget(file);
  const contents = blocks.flatMap((block) => readers[block.label]?.(block, file, passphrase, spend) ?? []);
  if (contents.length === 0) throw unknown(file, bytes, pem);
  return { file, format: pem.length > 0 ? 'PEM' : 'DER', contents: await Promise.all(contents) };
}

async function describeRequest({ der }: Block, file: string): Promise<CertificateRequestDescription> {
  const { subject, publicKey, signatureValid } = await readCertificateRequest(der, file);
  const key = await keyFacts(publicKey);
  return { kind: 'certificate request', subject, ...(signatureValid !== undefined && { signatureValid }), key };
}

async function describePkcs12(file: string, passphrase?: string): Promise<Description[]> {
  const { readPkcs12, WrongPassphrase } = await import('./pkcs12.ts');
  try {
    const { privateKey, certificate: chain } = await readPkcs12(file, passphrase);
    const key = await keyFacts(privateKey);
    const certificates = pemBlocks(chain).map((block) => certificate(block, file));
    return [{ kind: 'private key', encrypted: (passphrase ?? '') !== '', key }, ...(await Promise.all(certificates))];
  } catch (error) {
    if (passphrase === undefined && error instanceof WrongPassphrase) return [{ kind: 'encrypted content' }];
    throw error;
  }
}

function unknown(file: string, bytes: Buffer, blocks: readonly Block[]): CertifyError {
  return new CertifyError('ERR_INPUT', 'The file holds no key, certificate or certificate request', {
    where: file,
    expected: 'PEM, DER, a JWK or JWK set, or PKCS#12',
    actual: contentOf(bytes, blocks),
    advice: 'Name another file; openssl asn1parse tells what is in PEM and DER of other kinds.',
  });
}

function contentOf(bytes: Buffer, blocks: readonly Block[]): string {
  if (bytes.length === 0) return 'an empty file';
  if (blocks.length > 0) return blocks.map(({ label }) => `"-----BEGIN ${label}-----"`).join(', ');
  if (bytes.includes('-----BEGIN ')) return 'a PEM block without its end';
  return /[^\t\r\n -~]/.test(bytes.toString('latin1')) ? 'binary data of another kind' : 'text';
}
