import { createHash, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import type { Extension, Name } from '@peculiar/x509';
import type { Clock } from '../clock.ts';
import {
  alternativeNames,
  subjectPublicKeyInfo,
  validFor,
  validity,
  type CertificateOptions,
  type Validity,
} from './certificate-options.ts';
import { distinguishedName } from './subject.ts';
import { x509 } from './x509.ts';

export interface AuthorityOptions {
  /** The CN of its own certificate. */
  readonly name: string;
  readonly clock: Clock;
}

/** A certificate authority whose key lives in memory and nowhere else. */
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

interface Certified extends Validity {
  /** SPKI, DER. */
  readonly publicKey: Buffer;
  readonly subject: Name;
  readonly extensions: readonly Extension[];
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const lifetimeYears = 10;

/** Makes an authority: a fresh key and a self-signed certificate that may sign end-entity certificates only. */
export async function createAuthority({ name, clock }: AuthorityOptions): Promise<Authority> {
  const lib = await x509();
  const keys = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const issuer = new lib.Name(distinguishedName({ C: 'NL', O: 'nopan-certify', CN: name }));
  const publicKey = subjectPublicKeyInfo(KeyObject.from(keys.publicKey));
  const authorityKeyIdentifier = new lib.AuthorityKeyIdentifierExtension(keyIdentifier(publicKey));
  const extendedKeyUsages = { server: lib.ExtendedKeyUsage.serverAuth, client: lib.ExtendedKeyUsage.clientAuth };

  const sign = async (certified: Certified): Promise<string> => {
    const subjectKeyIdentifier = new lib.SubjectKeyIdentifierExtension(keyIdentifier(certified.publicKey));
    const certificate = await lib.X509CertificateGenerator.create({
      ...certified,
      extensions: [...certified.extensions, subjectKeyIdentifier],
      serialNumber: serialNumber(),
      issuer,
      signingKey: keys.privateKey,
      signingAlgorithm: algorithm,
    });
    return `${certificate.toString('pem')}\n`;
  };

  const certificate = await sign({
    publicKey,
    subject: issuer,
    ...validFor(lifetimeYears, clock),
    extensions: [
      new lib.BasicConstraintsExtension(true, 0, true),
      new lib.KeyUsagesExtension(lib.KeyUsageFlags.keyCertSign | lib.KeyUsageFlags.cRLSign, true),
    ],
  });

  const issue = async (options: CertificateOptions): Promise<string> => {
    const names = alternativeNames(options);
    return sign({
      publicKey: subjectPublicKeyInfo(options.publicKey),
      subject: new lib.Name(distinguishedName(options.subject)),
      ...validity(options, clock),
      extensions: [
        new lib.BasicConstraintsExtension(false, undefined, true),
        new lib.KeyUsagesExtension(lib.KeyUsageFlags.digitalSignature, true),
        new lib.ExtendedKeyUsageExtension([extendedKeyUsages[options.usage]]),
        authorityKeyIdentifier,
        ...(names.length === 0 ? [] : [new lib.SubjectAlternativeNameExtension(names)]),
      ],
    });
  };

  return { certificate, issue };
}

/** The SHA-256 of the key's SPKI (RFC 7093 section 2, method 4), as hex. */
function keyIdentifier(publicKey: Buffer): string {
  return createHash('sha256').update(publicKey).digest('hex');
}

/** 128 random bits, positive and never zero (RFC 5280 section 4.1.2.2), as hex. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
