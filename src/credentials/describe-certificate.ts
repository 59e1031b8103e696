import { X509Certificate } from 'node:crypto';
import type { Certificate, GeneralName } from '@peculiar/asn1-x509';
import { CertifyError } from '../errors.ts';
import type { CertificateDescription } from './description.ts';
import { certificateFingerprint } from './fingerprint.ts';
import { keyFacts } from './key-facts.ts';
import { nameText } from './subject.ts';
import { x509, type X509 } from './x509.ts';

/** @throws ERR_CERTIFICATE when it is damaged */
export async function describeCertificate(der: Buffer, where: string): Promise<CertificateDescription> {
  const lib = await x509();
  try {
    return await described(der, lib);
  } catch (cause) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate is damaged', {
      where,
      expected: 'an X.509 certificate as openssl writes it',
      advice: `Check it with openssl: openssl x509 -in ${where} -noout -text`,
      cause,
    });
  }
}

async function described(der: Buffer, lib: X509): Promise<CertificateDescription> {
  const certificate = new X509Certificate(der);
  const { tbsCertificate } = lib.AsnConvert.parse(der, lib.Certificate);
  const sha256 = certificateFingerprint(certificate.toString());
  return {
    kind: 'certificate',
    subject: nameText(tbsCertificate.subject),
    issuer: nameText(tbsCertificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: iso(certificate.validFrom),
    notAfter: iso(certificate.validTo),
    authority: certificate.ca,
    ...extensionsOf(tbsCertificate, lib),
    key: await keyFacts(certificate.publicKey),
    sha256,
    'x5t#S256': Buffer.from(sha256, 'hex').toString('base64url'),
  };
}

const iso = (date: string): string => new Date(date).toISOString().replace('.000Z', 'Z');

function extensionsOf(
  { extensions }: Certificate['tbsCertificate'],
  lib: X509,
): Pick<CertificateDescription, 'names' | 'keyUsage' | 'extendedKeyUsage'> {
  const value = (id: string) => extensions?.find(({ extnID }) => extnID === id)?.extnValue.buffer;
  const [names, usage, extended] = [lib.id_ce_subjectAltName, lib.id_ce_keyUsage, lib.id_ce_extKeyUsage].map(value);
  return {
    names: names ? lib.AsnConvert.parse(names, lib.SubjectAlternativeName).map(alternativeName) : [],
    ...(usage && { keyUsage: lib.AsnConvert.parse(usage, lib.KeyUsage).toJSON() }),
    ...(extended && { extendedKeyUsage: lib.AsnConvert.parse(extended, lib.ExtendedKeyUsage).map(purpose) }),
  };
}

/** The forms of a name that are text (RFC 5280 section 4.2.1.6), as openssl calls them. */
const nameForms = [
  ['dNSName', 'DNS'],
  ['iPAddress', 'IP'],
  ['uniformResourceIdentifier', 'URI'],
  ['rfc822Name', 'email'],
] as const satisfies readonly (readonly [keyof GeneralName, string])[];

function alternativeName(name: GeneralName): string {
  const texts = nameForms.map(([form, label]) => ({ label, text: name[form] }));
  const found = texts.find(({ text }) => text !== undefined);
  return found?.text === undefined ? 'another form of name' : `${found.label}:${found.text}`;
}

/** Purposes of RFC 5280 section 4.2.1.12. */
const purposes: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
};

const purpose = (id: string): string => purposes[id] ?? id;
