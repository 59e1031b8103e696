import { isUtf8 } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { derBlock, isPkcs12, type Block } from './blocks.ts';
import { certificatesOf } from './certificate-blocks.ts';
import { readCertificateRequest } from './certificate-request.ts';
import { issued } from './chain.ts';
import type { Damage } from './damage.ts';
import { describeCertificate } from './describe-certificate.ts';
import { describeJwks } from './describe-jwk.ts';
import { describePrivateKey, describePublicKey } from './describe-key.ts';
import type { CertificateRequestDescription, Description } from './description.ts';
import { iterationBudget, type Spend } from './key-derivation.ts';
import { keyFacts } from './key-facts.ts';
import { openPkcs12, openUnchecked, pkcs12Bytes, WrongPassphrase, type Pkcs12File } from './pkcs12-file.ts';
import { otherFormat, withFile } from './other-formats.ts';
import { readCredentialFile } from './pem.ts';
import { pemFile } from './pem-file.ts';
import { pemProblem } from './pem-problem.ts';
import { decodedText } from './pem-text.ts';

export interface DescribedFile {
  readonly file: string;
  readonly format: 'PEM' | 'DER' | 'JSON' | 'PKCS#12';
  readonly contents: readonly Description[];
  /** Repairs that were needed to read it, and content that other programs may reject, as sentences. */
  readonly notes?: readonly string[];
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
  const { text } = decodedText(bytes);
  if (/^\s*[{[]/.test(text) && !text.includes('-----BEGIN ')) {
    return { file, format: 'JSON', contents: await describeJwks(text, file) };
  }
  if (isPkcs12(pkcs12Bytes(bytes))) {
    return {
      file,
      format: 'PKCS#12',
      ...(await describePkcs12(bytes, file, passphrase)),
    };
  }
  const { blocks: pem, damage } = pemFile(bytes);
  const blocks = (pem.length > 0 ? pem : [derBlock(bytes)].filter((block) => block !== undefined)).flatMap(
    certificatesOf,
  );
  const spend = iterationBudget(file);
  const contents = await Promise.all(
    blocks.flatMap((block) => readers[block.label]?.(block, file, passphrase, spend) ?? []),
  );
  if (contents.length === 0) throw unknown(file, bytes, pem);
  const notes = [...damage.map((each) => damageNote(each, file)), ...orderNotes(blocks)];
  return { file, format: pem.length > 0 ? 'PEM' : 'DER', contents, ...(notes.length > 0 && { notes }) };
}

const damageNote = ({ what, advice }: Damage, file: string): string =>
  `The PEM ${what}. It was read, but other programs may reject it. ${withFile(advice, file)}`;

/** A client sends the certificates in file order, and its own must be the first. */
function orderNotes(blocks: readonly Block[]): string[] {
  const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE').flatMap(({ der }) => parsed(der));
  const leaf = certificates.findIndex(
    (certificate) =>
      !certificate.ca && certificates.some((issuer) => issuer !== certificate && issued(issuer, certificate)),
  );
  if (leaf < 1) return [];
  return [`The client certificate is number ${leaf + 1} of ${certificates.length}: put it first.`];
}

function parsed(der: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}

async function describeRequest({ der }: Block, file: string): Promise<CertificateRequestDescription> {
  const { subject, publicKey, signatureValid } = await readCertificateRequest(der, file);
  const key = await keyFacts(publicKey);
  return { kind: 'certificate request', subject, ...(signatureValid !== undefined && { signatureValid }), key };
}

type Described = Pick<DescribedFile, 'contents' | 'notes'>;

async function describePkcs12(bytes: Buffer, file: string, passphrase?: string): Promise<Described> {
  try {
    return { contents: await pkcs12Contents(await openPkcs12(bytes, file, passphrase)) };
  } catch (error) {
    if (passphrase === undefined && error instanceof WrongPassphrase) return withoutPassphrase(bytes, file);
    throw error;
  }
}

async function withoutPassphrase(bytes: Buffer, file: string): Promise<Described> {
  try {
    const contents = await pkcs12Contents(await openUnchecked(bytes, file));
    return { contents, notes: ['Whether it was changed is not checked: its MAC needs the passphrase.'] };
  } catch (error) {
    if (error instanceof CertifyError) return { contents: [{ kind: 'encrypted content' }] };
    throw error;
  }
}

function pkcs12Contents({ keys, certificates }: Pkcs12File): Promise<Description[]> {
  const own = certificates.filter(({ certificate: one }) => keys.some(({ key }) => one.checkPrivateKey(key)));
  const ordered = [...own, ...certificates.filter((one) => !own.includes(one))];
  return Promise.all([
    ...keys.map(async ({ key, encrypted, name }): Promise<Description> => ({
      kind: 'private key',
      encrypted,
      ...(name !== undefined && { name }),
      key: await keyFacts(key),
    })),
    ...ordered.map(async ({ certificate: { raw }, name }): Promise<Description> => ({
      ...(await describeCertificate(raw, '')),
      ...(name !== undefined && { name }),
    })),
  ]);
}

function unknown(file: string, bytes: Buffer, blocks: readonly Block[]): CertifyError {
  const other = otherFormat(bytes);
  const problem = other === undefined && blocks.length === 0 ? pemProblem(bytes) : undefined;
  const advice =
    other?.advice('private key') ??
    problem?.advice ??
    'Name another file; openssl asn1parse shows the content of other PEM and DER files.';
  return new CertifyError('ERR_INPUT', 'The file holds no key, certificate or certificate request', {
    where: problem?.place === undefined ? file : `${file}:${problem.place}`,
    expected: 'PEM, DER, a JWK or JWK set, or PKCS#12',
    actual: other?.name ?? problem?.what ?? contentOf(bytes, blocks),
    advice: withFile(advice, file),
  });
}

function contentOf(bytes: Buffer, blocks: readonly Block[]): string {
  if (bytes.length === 0) return 'an empty file';
  if (blocks.length > 0) return blocks.map(({ label }) => `"-----BEGIN ${label}-----"`).join(', ');
  return isUtf8(bytes) && !/[\0-\x08\x0e-\x1f]/.test(bytes.toString('latin1')) ? 'text' : 'binary data of another kind';
}
