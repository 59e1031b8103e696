import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import { pemText } from './blocks.ts';
import type { KeyPair } from './key-pair.ts';
import { attributeValues, distinguishedName, nameText, type Subject } from './subject.ts';
import { x509 } from './x509.ts';

export interface CertificateRequestOptions {
  /** RSA, or ECDSA on P-256, P-384 or P-521. */
  readonly keys: KeyPair;
  readonly subject: Subject;
}

/** What a certificate request says. */
export interface CertificateRequest {
  /** The subject in one line. */
  readonly subject: string;
  /** All values of an attribute in the subject. */
  readonly said: (attribute: keyof Subject) => readonly string[];
  readonly publicKey: KeyObject;
  /** Whether the key that the request is for signed it; undefined where its algorithm is not known here. */
  readonly signatureValid: boolean | undefined;
}

/** Object identifiers of signature algorithms (RFC 5758 section 3.2, RFC 8017 appendix C, RFC 8410 section 3), and their hash. */
const signatureAlgorithms = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.3.101.112': null,
} as const;

type SignatureAlgorithmId = keyof typeof signatureAlgorithms;

/** By the curve: ECDSA with the hash of its size (RFC 5480 section 4). */
const algorithmOfCurve: Readonly<Record<string, SignatureAlgorithmId>> = {
  prime256v1: '1.2.840.10045.4.3.2',
  secp384r1: '1.2.840.10045.4.3.3',
  secp521r1: '1.2.840.10045.4.3.4',
};
const sha256WithRsa = '1.2.840.113549.1.1.11';

/**
 * A certificate request (PKCS#10, RFC 2986) as PEM, signed by the key that it is for.
 *
 * @throws ERR_CERTIFICATE when the subject does not fit, ERR_KEY when the key is of another kind
 */
export async function certificateRequest({ keys, subject }: CertificateRequestOptions): Promise<string> {
  const [lib, csr] = await libraries();
  const { algorithm, ...parameters } = algorithmOf(keys.privateKey);
  const certificationRequestInfo = new csr.CertificationRequestInfo({
    subject: distinguishedName(subject, lib),
    subjectPKInfo: lib.AsnConvert.parse(
      keys.publicKey.export({ type: 'spki', format: 'der' }),
      lib.SubjectPublicKeyInfo,
    ),
  });
  const signature = sign(
    signatureAlgorithms[algorithm],
    Buffer.from(lib.AsnConvert.serialize(certificationRequestInfo)),
    keys.privateKey,
  );
  const request = new csr.CertificationRequest({
    certificationRequestInfo,
    signatureAlgorithm: new lib.AlgorithmIdentifier({ algorithm, ...parameters }),
    signature: new Uint8Array(signature).buffer,
  });
  return pemText('CERTIFICATE REQUEST', Buffer.from(lib.AsnConvert.serialize(request)));
}

/**
 * Reads a certificate request from DER.
 *
 * @param where the file, as an error names it
 * @throws ERR_CERTIFICATE when it is damaged
 */
export async function readCertificateRequest(der: Buffer, where: string): Promise<CertificateRequest> {
  const [lib, csr] = await libraries();
  try {
    const request = lib.AsnConvert.parse(der, csr.CertificationRequest);
    const { subject, subjectPKInfo } = request.certificationRequestInfo;
    const spki = Buffer.from(lib.AsnConvert.serialize(subjectPKInfo));
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const hash = hashOf(request.signatureAlgorithm.algorithm);
    const signed = Buffer.from(request.certificationRequestInfoRaw ?? new ArrayBuffer(0));
    const signatureValid =
      hash === undefined ? undefined : verify(hash, signed, publicKey, Buffer.from(request.signature));
    return {
      subject: nameText(subject),
      said: (attribute) => attributeValues(subject, attribute),
      publicKey,
      signatureValid,
    };
  } catch (cause) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate request is damaged', {
      where,
      expected: 'a PKCS#10 certificate request as openssl writes it',
      advice: `Check it with openssl: openssl req -in ${where} -noout -text`,
      cause,
    });
  }
}

/** Loaded when they are first needed, like the structures of X.509. */
const libraries = () => Promise.all([x509(), import('@peculiar/asn1-csr')]);

function hashOf(algorithm: string): string | null | undefined {
  return algorithm in signatureAlgorithms ? signatureAlgorithms[algorithm as SignatureAlgorithmId] : undefined;
}

/** The algorithm to sign with; RSA has a parameter NULL (RFC 8017 appendix A.2.4), ECDSA none (RFC 5758 section 3.2). */
function algorithmOf(key: KeyObject): { algorithm: SignatureAlgorithmId; parameters?: null } {
  if (key.asymmetricKeyType === 'rsa') return { algorithm: sha256WithRsa, parameters: null };
  const algorithm = algorithmOfCurve[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (algorithm !== undefined) return { algorithm };
  throw new CertifyError('ERR_KEY', 'A certificate request cannot be made for this key', {
    where: 'keys',
    expected: 'RSA, or ECDSA on P-256, P-384 or P-521 (Nopan, CERT)',
    actual: String(key.asymmetricKeyType),
    advice: 'Make another key.',
  });
}
