import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type Forge from 'node-forge';
import { CertifyError } from '../errors.ts';
import { isPkcs12, pemBlocks } from './blocks.ts';
import { elementOf } from './der.ts';
import { withBoundedDerivation } from './forge-derivation.ts';
import { withFile } from './other-formats.ts';
import { isPbmac1, pbmac1Of } from './pbmac1.ts';
import { iterationBudget } from './key-derivation.ts';
import { assertOneKey, passphraseAdvice } from './private-key.ts';

/** The passphrase is missing or wrong. */
export class WrongPassphrase extends CertifyError {}

/** The content of a PKCS#12 file (RFC 7292), in file order. */
export interface Pkcs12File {
  readonly keys: readonly Pkcs12Key[];
  readonly certificates: readonly Pkcs12Certificate[];
}

export interface Pkcs12Key {
  readonly key: KeyObject;
  /** Whether it is encrypted in the file, by itself or together with other content. */
  readonly encrypted: boolean;
  /** The friendly name (RFC 2985), if any. */
  readonly name: string | undefined;
}

interface Pkcs12Certificate {
  readonly certificate: X509Certificate;
  readonly name: string | undefined;
}

/**
 * Opens a PKCS#12 file, also one in Base64 or as PEM.
 *
 * @throws ERR_KEY when it is not PKCS#12, uses an unsupported algorithm, or the passphrase is wrong
 */
export async function openPkcs12(file: Buffer, path: string, passphrase?: string): Promise<Pkcs12File> {
  // Loading this library takes longer than most commands.
  const { default: forge } = await import('node-forge');
  return contentsOf(forge, structureOf(forge, pkcs12Bytes(file), path), path, passphrase);
}

/**
 * What is not encrypted in a PKCS#12 file can be read without the passphrase; whether it was changed cannot be told so.
 *
 * @throws ERR_KEY as openPkcs12, for encrypted content too
 */
export async function openUnchecked(file: Buffer, path: string): Promise<Pkcs12File> {
  const { default: forge } = await import('node-forge');
  const structure = structureOf(forge, pkcs12Bytes(file), path);
  (structure.value as Forge.asn1.Asn1[]).length = 2;
  return contentsOf(forge, structure, path, undefined);
}

function contentsOf(
  forge: typeof Forge,
  structure: Forge.asn1.Asn1,
  path: string,
  passphrase: string | undefined,
): Pkcs12File {
  const { safeContents } = opened(forge, structure, path, passphrase) as unknown as SafeContents;
  const bags = safeContents.flatMap(({ encrypted, safeBags }) => safeBags.map((bag) => ({ bag, encrypted })));
  const { keyBag, pkcs8ShroudedKeyBag, certBag } = forge.pki.oids;
  const keys = bags.filter(({ bag: { type } }) => type === keyBag || type === pkcs8ShroudedKeyBag);
  return {
    keys: keys.map(({ bag, encrypted }) => ({
      key: keyOf(forge, bag, path),
      encrypted: encrypted || bag.type === pkcs8ShroudedKeyBag,
      name: nameOf(bag),
    })),
    certificates: bags
      .filter(({ bag: { type } }) => type === certBag)
      .map(({ bag }) => ({ certificate: certificateOf(forge, bag, path), name: nameOf(bag) })),
  };
}

/** The bytes of PKCS#12, decoded from Base64 or PEM. */
export function pkcs12Bytes(file: Buffer): Buffer {
  if (isPkcs12(file)) return elementOf(file)?.whole ?? file;
  const text = file.toString('latin1');
  const block = pemBlocks(text).find(({ label }) => /^PKCS ?#?12$/.test(label));
  if (block !== undefined) return block.der;
  const base64 = text.replaceAll(/\s/g, '');
  if (!/^MI[\w+/]{40,}={0,2}$/.test(base64)) return file;
  const decoded = Buffer.from(base64, 'base64');
  return isPkcs12(decoded) ? decoded : file;
}

interface SafeContents {
  readonly safeContents: readonly { readonly encrypted: boolean; readonly safeBags: readonly Forge.pkcs12.Bag[] }[];
}

function structureOf(forge: typeof Forge, bytes: Buffer, path: string): Forge.asn1.Asn1 {
  try {
    return forge.asn1.fromDer(bytes.toString('binary'));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function opened(
  forge: typeof Forge,
  structure: Forge.asn1.Asn1,
  path: string,
  passphrase: string | undefined,
): Forge.pkcs12.Pkcs12Pfx {
  try {
    return withBoundedDerivation(forge, path, () => {
      const protectedBy = macOf(forge, structure);
      if (protectedBy !== undefined) {
        const { mac, content } = protectedBy;
        if (!mac.verify(content, passphrase ?? '', iterationBudget(path))) throw new Error('MAC could not be verified');
        (structure.value as Forge.asn1.Asn1[]).length = 2;
      }
      return unlocked(forge, structure, passphrase ?? '');
    });
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    const { message } = cause as Error;
    if (/unsupported|not a supported/i.test(message)) throw unsupported(path, cause);
    if (!/password|MAC could not be verified/i.test(message)) throw damaged(path, cause);
    throw new WrongPassphrase('ERR_KEY', 'The PKCS#12 file cannot be opened', {
      where: path,
      expected: 'the passphrase that it was made with',
      actual: passphrase === undefined ? 'no passphrase' : 'another one',
      advice: `${passphraseAdvice} ${withFile('To try it by hand: openssl pkcs12 -info -in FILE -noout', path)}`,
      cause,
    });
  }
}

/** Some programs encode an empty passphrase as two zero bytes, others as nothing (RFC 7292 appendix B.1). */
function unlocked(forge: typeof Forge, structure: Forge.asn1.Asn1, passphrase: string): Forge.pkcs12.Pkcs12Pfx {
  try {
    return forge.pkcs12.pkcs12FromAsn1(structure, passphrase);
  } catch (error) {
    if (passphrase !== '' || error instanceof CertifyError) throw error;
    return forge.pkcs12.pkcs12FromAsn1(structure, true, null as unknown as string);
  }
}

/** The MAC of RFC 9579, which the library does not support, and its input. */
function macOf(forge: typeof Forge, structure: Forge.asn1.Asn1) {
  const [, safe, macData] = structure.value as (Forge.asn1.Asn1 | undefined)[];
  if (macData === undefined) return undefined;
  const der = derOf(forge, macData);
  if (!isPbmac1(der)) return undefined;
  const mac = pbmac1Of(der);
  if (mac === undefined) throw new Error('PKCS#12 uses unsupported algorithms of PBMAC1');
  const [, content] = safe?.value as (Forge.asn1.Asn1 | undefined)[];
  return { mac, content: octetsOf((content?.value as Forge.asn1.Asn1[])[0]) };
}

/** BER may split them into pieces. */
function octetsOf(octets: Forge.asn1.Asn1 | undefined): Buffer {
  const value = octets?.value ?? '';
  return typeof value === 'string' ? Buffer.from(value, 'binary') : Buffer.concat(value.map(octetsOf));
}

function nameOf({ attributes }: Forge.pkcs12.Bag): string | undefined {
  const [name] = ((attributes ?? {}) as Partial<Record<string, unknown[]>>)['friendlyName'] ?? [];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function keyOf(forge: typeof Forge, { key, asn1 }: Forge.pkcs12.Bag, path: string): KeyObject {
  // The library parses only RSA keys and returns the raw structure of any other.
  const structure = key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1;
  const read = privateKeyIn(derOf(forge, structure), path);
  assertOneKey(read, path);
  return read;
}

function privateKeyIn(key: Buffer, path: string): KeyObject {
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    throw damaged(path, cause);
  }
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

function unsupported(path: string, cause: unknown): CertifyError {
  return new CertifyError('ERR_KEY', 'The PKCS#12 file uses an algorithm that is not supported', {
    where: path,
    expected: 'AES or triple DES, and a MAC with SHA-1 or SHA-2, as "openssl pkcs12 -export" takes them',
    actual: (cause as Error).message,
    advice: withFile(
      'Create it again: openssl pkcs12 -in FILE -legacy -nodes | openssl pkcs12 -export -macalg sha256 -out client.p12',
      path,
    ),
    cause,
  });
}

function damaged(path: string, cause: unknown): CertifyError {
  return new CertifyError('ERR_KEY', 'The file is not readable PKCS#12', {
    where: path,
    expected: 'a file as "openssl pkcs12 -export" writes it',
    actual: (cause as Error).message,
    advice: 'Name PEM files as tls.certificate and tls.privateKey instead, or create the file again.',
    cause,
  });
}
