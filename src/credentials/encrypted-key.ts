import { contentOf, elements, identifierOf, numberOf, tags } from './der.ts';

const pbes2 = '1.2.840.113549.1.5.13'; // RFC 8018 appendix A.4
const scrypt = '1.3.6.1.4.1.11591.4.11'; // RFC 7914 section 7

/**
 * How often a hash is repeated to decrypt an EncryptedPrivateKeyInfo (RFC 5958 section 3), or what scrypt does as often.
 *
 * @returns undefined when it is not one, or not DER
 */
export function iterationsOf(der: Buffer): number | undefined {
  const { scheme, parameters } = schemeOf(der);
  if (scheme !== pbes2) return derived(parameters, false);
  const [function_] = elements(contentOf(parameters, tags.sequence));
  const [name, settings] = elements(contentOf(function_, tags.sequence));
  return derived(settings, identifierOf(name) === scrypt);
}

/**
 * The encryption of an EncryptedPrivateKeyInfo: the PBES1 scheme or the PBES2 cipher, as object identifier.
 *
 * @returns undefined when it is not one, or not DER
 */
export function cipherOf(der: Buffer): string | undefined {
  const { scheme, parameters } = schemeOf(der);
  if (scheme !== pbes2) return scheme;
  const [, cipher] = elements(contentOf(parameters, tags.sequence));
  const [name] = elements(contentOf(cipher, tags.sequence));
  return identifierOf(name);
}

function schemeOf(der: Buffer): { readonly scheme: string | undefined; readonly parameters: Buffer | undefined } {
  const [algorithm] = elements(contentOf(der, tags.sequence));
  const [scheme, parameters] = elements(contentOf(algorithm, tags.sequence));
  return { scheme: identifierOf(scheme), parameters };
}

/** Salt and count; for scrypt the salt, N, r and p, which multiply. */
function derived(parameters: Buffer | undefined, isScrypt: boolean): number | undefined {
  const [salt, ...numbers] = elements(contentOf(parameters, tags.sequence));
  const counts = numbers.slice(0, isScrypt ? 3 : 1).map(numberOf);
  if (contentOf(salt, tags.octets) === undefined || counts.length === 0 || counts.includes(undefined)) return undefined;
  return counts.reduce<number>((product, count) => product * (count ?? 1), 1);
}
