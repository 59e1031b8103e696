import { randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import type { Extension, Name } from '@peculiar/asn1-x509';
import type { Clock } from '../clock.ts';
import {
  subjectPublicKeyInfo,
  validFor,
  validity,
  type CertificateOptions,
  type Validity,
} from './certificate-options.ts';
import { authorityExtensions, endEntityExtensions } from './extensions.ts';
import { generateKeyPair, type KeyPair } from './key-pair.ts';
import { distinguishedName, type Subject } from './subject.ts';
import { x509, type X509 } from './x509.ts';

export interface AuthorityOptions {
  /** The CN of its own certificate. */
  readonly name: string;
  readonly clock: Clock;
  /** Default: a fresh one, which lives in memory and nowhere else. P-256. */
  readonly keys?: KeyPair;
}

/** A certificate authority. */
export interface Authority {
  /** Its own certificate, PEM: what a peer has to trust. */
  readonly certificate: string;
  /**
   * A certificate as PEM (RFC 5280), signed with ECDSA P-256 and SHA-256 whatever the certified key.
   *
   * @throws ERR_KEY when the public key cannot be read, ERR_CERTIFICATE when subject, names or dates do not fit
   */
  issue(options: CertificateOptions): Promise<string>;
}

const lifetimeYears = 10;
/** ecdsa-with-SHA256 (RFC 5758 section 3.2). */
const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

interface Certified extends Validity {
  /** SPKI, DER. */
  readonly publicKey: Buffer;
  readonly subject: Name;
  readonly extensions: readonly Extension[];
}

interface Issuer {
  readonly subject: Subject;
  readonly keys: KeyPair;
}

/** Makes an authority: its certificate is self-signed, and may sign end-entity certificates only. */
export async function createAuthority({
  name,
  clock,
  keys = generateKeyPair('P-256'),
}: AuthorityOptions): Promise<Authority> {
  const lib = await x509();
  const subject = { C: 'NL', O: 'nopan-certify', CN: name };
  const publicKey = subjectPublicKeyInfo(keys.publicKey);
  const issuer = distinguishedName(subject, lib);
  const extensions = authorityExtensions(publicKey, lib);
  const own = { publicKey, subject: issuer, ...validFor(lifetimeYears, clock), extensions };
  return {
    certificate: signedCertificate(own, issuer, keys.privateKey, lib),
    issue: (options) => issued(options, { subject, keys }, clock),
  };
}

/**
 * A certificate that nobody but its own key vouches for, PEM.
 *
 * @throws what an authority's `issue` throws
 */
export function selfSigned(
  { keys, ...options }: Omit<CertificateOptions, 'publicKey'> & { readonly keys: KeyPair },
  clock: Clock,
): Promise<string> {
  return issued({ ...options, publicKey: keys.publicKey }, { subject: options.subject, keys }, clock);
}

async function issued(options: CertificateOptions, { subject, keys }: Issuer, clock: Clock): Promise<string> {
  const lib = await x509();
  const publicKey = subjectPublicKeyInfo(options.publicKey);
  const authorityKey = subjectPublicKeyInfo(keys.publicKey);
  const certified: Certified = {
    publicKey,
    subject: distinguishedName(options.subject, lib),
    ...validity(options, clock),
    extensions: endEntityExtensions(options, { subjectKey: publicKey, authorityKey }, lib),
  };
  return signedCertificate(certified, distinguishedName(subject, lib), keys.privateKey, lib);
}

function signedCertificate(certified: Certified, issuer: Name, privateKey: KeyObject, lib: X509): string {
  const algorithm = new lib.AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const tbsCertificate = new lib.TBSCertificate({
    version: lib.Version.v3,
    serialNumber: arrayBuffer(serialNumber()),
    signature: algorithm,
    issuer,
    validity: new lib.Validity(certified),
    subject: certified.subject,
    subjectPublicKeyInfo: lib.AsnConvert.parse(certified.publicKey, lib.SubjectPublicKeyInfo),
    extensions: new lib.Extensions([...certified.extensions]),
  });
  const signature = sign('sha256', Buffer.from(lib.AsnConvert.serialize(tbsCertificate)), privateKey);
  const certificate = new lib.Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: arrayBuffer(signature),
  });
  return new X509Certificate(Buffer.from(lib.AsnConvert.serialize(certificate))).toString();
}

function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** 128 random bits, positive and never zero (RFC 5280 section 4.1.2.2). */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
