import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type Forge from 'node-forge';
import { CertifyError } from '../errors.ts';
import { withBoundedDerivation } from './forge-derivation.ts';
import type { ClientIdentity } from './load.ts';
import { readCredentialFile } from './pem.ts';
import { passphraseAdvice } from './private-key.ts';

/** The passphrase is missing, or another. */
export class WrongPassphrase extends CertifyError {}

/**
 * A private key and its certificate, with those of its issuers behind it, from a PKCS#12 file (RFC 7292).
 *
 * @throws ERR_KEY when the file cannot be read, is no PKCS#12, or its passphrase is another; ERR_CERTIFICATE when it holds none
 */
export async function readPkcs12(path: string, passphrase?: string): Promise<ClientIdentity> {
  const bytes = readCredentialFile(path, {
    code: 'ERR_KEY',
    name: 'client certificate and its key',
    format: 'PKCS#12',
  });
  // The import takes longer than most commands.
  const { default: forge } = await import('node-forge');
  const file = opened(forge, bytes, path, passphrase);
  const { privateKeyBag = [], privateKeyShroudedBag = [], certificateBag = [] } = bagsOf(forge, file);
  const privateKey = onlyKey(forge, [...privateKeyBag, ...privateKeyShroudedBag], path);
  const certificates = certificateBag.map((bag) => certificateOf(forge, bag, path));
  const own = certificates.find((certificate) => certificate.checkPrivateKey(privateKey));
  if (own === undefined) {
    throw new CertifyError('ERR_CERTIFICATE', 'The PKCS#12 file holds no certificate of its private key', {
      where: path,
      expected: 'the client certificate that Nopan issued for that key',
      actual: certificates.length === 0 ? 'no certificate' : 'certificates of other keys',
      advice:
        'Make it anew from both: openssl pkcs12 -export -inkey client-key.pem -in client-cert.pem -out client.p12',
    });
  }
  const chain = [own, ...certificates.filter((certificate) => certificate !== own)];
  return { privateKey, certificate: chain.map(String).join('') };
}

function opened(
  forge: typeof Forge,
  bytes: Buffer,
  path: string,
  passphrase: string | undefined,
): Forge.pkcs12.Pkcs12Pfx {
  let structure: Forge.asn1.Asn1;
  try {
    structure = forge.asn1.fromDer(bytes.toString('binary'));
  } catch (cause) {
    throw damaged(path, cause);
  }
  try {
    return withBoundedDerivation(forge, path, () => forge.pkcs12.pkcs12FromAsn1(structure, passphrase ?? ''));
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    if (!/password|MAC could not be verified/i.test((cause as Error).message)) throw damaged(path, cause);
    throw new WrongPassphrase('ERR_KEY', 'The PKCS#12 file cannot be opened', {
      where: path,
      expected: 'the passphrase that it was made with',
      actual: passphrase === undefined ? 'no passphrase' : 'another one',
      advice: `${passphraseAdvice} To try it by hand: openssl pkcs12 -info -in ${path} -noout`,
      cause,
    });
  }
}

type Bags = Partial<Record<'privateKeyBag' | 'privateKeyShroudedBag' | 'certificateBag', Forge.pkcs12.Bag[]>>;

function bagsOf(forge: typeof Forge, file: Forge.pkcs12.Pkcs12Pfx): Bags {
  const bags = (bagType: string | undefined) => file.getBags({ bagType: bagType ?? '' })[bagType ?? ''] ?? [];
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids;
  return {
    privateKeyBag: bags(keyBag),
    privateKeyShroudedBag: bags(pkcs8ShroudedKeyBag),
    certificateBag: bags(certBag),
  };
}

function onlyKey(forge: typeof Forge, bags: readonly Forge.pkcs12.Bag[], path: string): KeyObject {
  const [bag, another] = bags;
  if (bag === undefined || another !== undefined) {
    throw new CertifyError(
      'ERR_KEY',
      `The PKCS#12 file holds ${bag === undefined ? 'no' : 'more than one'} private key`,
      {
        where: path,
        expected: 'one private key',
        advice: 'Export the client key and its certificate alone.',
      },
    );
  }
  try {
    return createPrivateKey({ key: derOf(forge, pkcs8Of(forge, bag)), format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw damaged(path, cause);
  }
}

/** The library understands RSA keys only, and leaves the structure of any other as it is. */
function pkcs8Of(forge: typeof Forge, { key, asn1 }: Forge.pkcs12.Bag): Forge.asn1.Asn1 {
  return key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1;
}

function certificateOf(forge: typeof Forge, { cert, asn1 }: Forge.pkcs12.Bag, path: string): X509Certificate {
  try {
    return new X509Certificate(derOf(forge, cert ? forge.pki.certificateToAsn1(cert) : asn1));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

const derOf = (forge: typeof Forge, structure: Forge.asn1.Asn1): Buffer =>
  Buffer.from(forge.asn1.toDer(structure).getBytes(), 'binary');

function damaged(path: string, cause: unknown): CertifyError {
  return new CertifyError('ERR_KEY', 'The file is no PKCS#12 that can be read', {
    where: path,
    expected: 'a file as "openssl pkcs12 -export" writes it',
    actual: (cause as Error).message,
    advice: 'Name PEM files as tls.certificate and tls.privateKey instead, or make the file anew.',
    cause,
  });
}
