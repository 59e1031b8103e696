import type { KeyObject } from 'node:crypto';
import { CertifyError } from '../errors.ts';
import type { Certificates } from './chain.ts';
import { samePair } from './key-pair.ts';
import { otherFormat, withFile } from './other-formats.ts';
import { readCredentialFile } from './pem.ts';
import { openPkcs12, pkcs12Bytes, type Pkcs12Key } from './pkcs12-file.ts';
import { isPkcs12 } from './blocks.ts';

/** A private key, and its certificate followed by its issuers' certificates. */
export interface Pkcs12Identity {
  readonly privateKey: KeyObject;
  readonly certificates: Certificates;
}

/**
 * A private key and its certificate, with those of its issuers behind it, from a PKCS#12 file (RFC 7292).
 *
 * @throws ERR_KEY when the file cannot be read, is no PKCS#12, or its passphrase is another; ERR_CERTIFICATE when it holds none
 */
export async function readPkcs12(path: string, passphrase?: string): Promise<Pkcs12Identity> {
  const bytes = readCredentialFile(path, {
    code: 'ERR_KEY',
    name: 'client certificate and its key',
    format: 'PKCS#12',
  });
  assertPkcs12(bytes, path);
  const { keys, certificates: found } = await openPkcs12(bytes, path, passphrase);
  const privateKey = onlyKey(keys, found.length, path);
  const certificates = found.map(({ certificate }) => certificate);
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
  return { privateKey, certificates: [own, ...certificates.filter((certificate) => certificate !== own)] };
}

/** Names another known format, and how to convert it to PKCS#12. */
function assertPkcs12(bytes: Buffer, path: string): void {
  if (isPkcs12(pkcs12Bytes(bytes))) return;
  const text = bytes.includes('-----BEGIN ');
  const other = otherFormat(bytes);
  if (!text && other === undefined) return;
  throw new CertifyError('ERR_KEY', 'The file is not readable PKCS#12', {
    where: path,
    expected: 'a file as "openssl pkcs12 -export" writes it',
    actual: other?.name ?? 'PEM',
    advice: text
      ? 'Name PEM files as tls.certificate and tls.privateKey instead of tls.pkcs12.'
      : withFile(other?.advice('private key') ?? '', path),
  });
}

function onlyKey(keys: readonly Pkcs12Key[], certificates: number, path: string): KeyObject {
  const [first, ...others] = keys;
  if (first !== undefined && others.every(({ key }) => samePair(key, first.key))) return first.key;
  const names = keys.flatMap(({ name }) => (name === undefined ? [] : [`"${name}"`]));
  throw new CertifyError(
    'ERR_KEY',
    `The PKCS#12 file holds ${first === undefined ? 'no' : 'more than one'} private key`,
    {
      where: path,
      expected: 'one private key',
      actual:
        first === undefined
          ? `${certificates} ${certificates === 1 ? 'certificate' : 'certificates'} and no key${certificates > 0 ? ', as a truststore has' : ''}`
          : `${keys.length} private keys${names.length === 0 ? '' : `: ${names.join(', ')}`}`,
      advice: withFile(
        first === undefined
          ? 'Name the file that the private key was exported to. As target.trust, certificates are PEM: openssl pkcs12 -in FILE -nokeys -out ca.pem'
          : 'Export the client key and its certificate alone: keytool -importkeystore -srckeystore FILE -srcalias NAME -destkeystore client.p12 -deststoretype PKCS12',
        path,
      ),
    },
  );
}
