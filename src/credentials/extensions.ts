import { createHash } from 'node:crypto';
import type { Extension } from '@peculiar/asn1-x509';
import { alternativeNames, type CertificateOptions } from './certificate-options.ts';
import type { X509 } from './x509.ts';

/** The extensions of an authority that signs end-entity certificates only (RFC 5280 section 4.2.1). */
export function authorityExtensions(publicKey: Buffer, lib: X509): Extension[] {
  const usage = lib.KeyUsageFlags.keyCertSign | lib.KeyUsageFlags.cRLSign;
  return [
    critical(lib.id_ce_basicConstraints, new lib.BasicConstraints({ cA: true, pathLenConstraint: 0 }), lib),
    critical(lib.id_ce_keyUsage, new lib.KeyUsage(usage), lib),
    extension(lib.id_ce_subjectKeyIdentifier, new lib.SubjectKeyIdentifier(keyIdentifier(publicKey)), lib),
  ];
}

/** The extensions of a TLS server's or client's certificate. The keys are SPKI, DER. */
export function endEntityExtensions(
  options: CertificateOptions,
  { subjectKey, authorityKey }: { subjectKey: Buffer; authorityKey: Buffer },
  lib: X509,
): Extension[] {
  const purpose = { server: lib.id_kp_serverAuth, client: lib.id_kp_clientAuth }[options.usage];
  const authority = new lib.AuthorityKeyIdentifier({
    keyIdentifier: new lib.KeyIdentifier(keyIdentifier(authorityKey)),
  });
  const names = alternativeNames(options).map((name) => new lib.GeneralName(name));
  return [
    critical(lib.id_ce_basicConstraints, new lib.BasicConstraints({ cA: false }), lib),
    critical(lib.id_ce_keyUsage, new lib.KeyUsage(lib.KeyUsageFlags.digitalSignature), lib),
    extension(lib.id_ce_extKeyUsage, new lib.ExtendedKeyUsage([purpose]), lib),
    extension(lib.id_ce_authorityKeyIdentifier, authority, lib),
    extension(lib.id_ce_subjectKeyIdentifier, new lib.SubjectKeyIdentifier(keyIdentifier(subjectKey)), lib),
    ...(names.length === 0 ? [] : [extension(lib.id_ce_subjectAltName, new lib.SubjectAlternativeName(names), lib)]),
  ];
}

function critical(id: string, value: unknown, lib: X509): Extension {
  return extension(id, value, lib, true);
}

function extension(extnID: string, value: unknown, lib: X509, isCritical = false): Extension {
  const extnValue = new lib.OctetString(lib.AsnConvert.serialize(value));
  return new lib.Extension({ extnID, critical: isCritical, extnValue });
}

/** The SHA-256 of the key's SPKI (RFC 7093 section 2, method 4). */
function keyIdentifier(publicKey: Buffer): ArrayBuffer {
  return new Uint8Array(createHash('sha256').update(publicKey).digest()).buffer;
}
