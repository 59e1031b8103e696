/** One element of DER (X.690 section 8.1): its tag, its content, and what stands behind it. */
interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly rest: Buffer;
}

const sequence = 0x30;
const octets = 0x04;
const integer = 0x02;
const identifier = 0x06;

const pbes2 = '2a864886f70d01050d'; // RFC 8018 appendix A.4
const scrypt = '2b06010401da47040b'; // RFC 7914 section 7

/**
 * How often a hash is repeated to decrypt an EncryptedPrivateKeyInfo (RFC 5958 section 3), or what scrypt does as often.
 *
 * @returns undefined where it is none, or no DER
 */
export function iterationsOf(der: Buffer): number | undefined {
  const [algorithm] = elements(contentOf(der, sequence));
  const [scheme, parameters] = elements(contentOf(algorithm, sequence));
  if (contentOf(scheme, identifier)?.toString('hex') !== pbes2) return derived(parameters, false);
  const [function_] = elements(contentOf(parameters, sequence));
  const [name, settings] = elements(contentOf(function_, sequence));
  return derived(settings, contentOf(name, identifier)?.toString('hex') === scrypt);
}

/** Salt and count; of scrypt the salt, N, r and p, all of which multiply. */
function derived(parameters: Buffer | undefined, isScrypt: boolean): number | undefined {
  const [salt, ...numbers] = elements(contentOf(parameters, sequence));
  const counts = numbers.slice(0, isScrypt ? 3 : 1).map(numberOf);
  if (contentOf(salt, octets) === undefined || counts.length === 0 || counts.includes(undefined)) return undefined;
  return counts.reduce<number>((product, count) => product * (count ?? 1), 1);
}

function numberOf(der: Buffer): number | undefined {
  const content = contentOf(der, integer);
  return content === undefined || content.length === 0 ? undefined : Number(`0x${content.toString('hex')}`);
}

function contentOf(der: Buffer | undefined, tag: number): Buffer | undefined {
  const element = der && elementOf(der);
  return element?.tag === tag ? element.content : undefined;
}

/** Each with its tag and length; nothing from where it is no DER. */
function elements(content: Buffer | undefined): Buffer[] {
  const found: Buffer[] = [];
  for (let left = content; left !== undefined && left.length > 0;) {
    const element = elementOf(left);
    if (element === undefined) return found;
    found.push(left.subarray(0, left.length - element.rest.length));
    left = element.rest;
  }
  return found;
}

function elementOf(der: Buffer): Element | undefined {
  const [tag, short = 0] = der;
  const more = short < 0x80 ? 0 : short - 0x80;
  if (tag === undefined || der.length < 2 + more || short === 0x80 || more > 4) return undefined;
  const length = more === 0 ? short : der.readUIntBE(2, more);
  const end = 2 + more + length;
  return end > der.length ? undefined : { tag, content: der.subarray(2 + more, end), rest: der.subarray(end) };
}
