/** A key, certificate or request, as PEM and as DER. */
export interface Block {
  /** RFC 7468: `CERTIFICATE`. */
  readonly label: string;
  readonly pem: string;
  /** Of no use where the PEM has headers (RFC 1421), as encrypted keys once had. */
  readonly der: Buffer;
}

const boundary = /-----(BEGIN|END) ([A-Z0-9 #]{1,64})-----/g;

/** The blocks of a PEM file, in its order; one that is cut off is passed over. In linear time. */
export function pemBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly label: string; readonly start: number; readonly body: number } | undefined;
  for (const { 0: mark, 1: kind, 2: label = '', index } of text.matchAll(boundary)) {
    const end = index + mark.length;
    if (kind === 'BEGIN') {
      open = { label, start: index, body: end };
      continue;
    }
    if (open?.label === label) {
      const der = Buffer.from(text.slice(open.body, index), 'base64');
      blocks.push({ label, pem: `${text.slice(open.start, end)}\n`, der });
    }
    open = undefined;
  }
  return blocks;
}

/** The one block that a DER file is; undefined when it does not begin like any. */
export function derBlock(der: Buffer): Block | undefined {
  const start = der.subarray(0, 64).toString('latin1');
  const [label] = beginnings.find(([, beginning]) => beginning.test(start)) ?? [];
  if (label === undefined) return undefined;
  return { label, der, pem: pemText(label, der) };
}

/** RFC 7468 section 2. */
export function pemText(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** A PKCS#12 file (RFC 7292 section 4): a sequence that begins with the version 3. */
export const isPkcs12 = (bytes: Buffer): boolean =>
  beginning('30 len 02 01 03').test(bytes.subarray(0, 16).toString('latin1'));

/** How each structure begins: its first tags and lengths, and the values that tell it from the others. */
const beginnings: readonly (readonly [label: string, beginning: RegExp])[] = [
  ['CERTIFICATE REQUEST', beginning('30 len 30 len 02 01 00 30')], // RFC 2986
  ['CERTIFICATE', beginning('30 len 30 len a0')], // RFC 5280, version 3
  ['CERTIFICATE', beginning('30 len 30 len 02')], // version 1
  ['ENCRYPTED PRIVATE KEY', beginning('30 len 30 len 06 09 2a 86 48 86 f7 0d 01 05')], // RFC 8018, PBES
  ['ENCRYPTED PRIVATE KEY', beginning('30 len 30 len 06 0a 2a 86 48 86 f7 0d 01 0c')], // RFC 7292 appendix C
  ['PKCS7', beginning('30 len 06 09 2a 86 48 86 f7 0d 01 07 02')], // RFC 2315
  ['PUBLIC KEY', beginning('30 len 30 len 06')], // RFC 5280 section 4.1
  ['PRIVATE KEY', beginning('30 len 02 01 (?:00|01) 30')], // RFC 5958
  ['EC PRIVATE KEY', beginning('30 len 02 01 01 04')], // RFC 5915
  ['RSA PRIVATE KEY', beginning('30 len 02 01 00 02')], // RFC 8017 appendix A.1.2
  ['RSA PUBLIC KEY', beginning('30 len 02 (?:81|82)')], // RFC 8017 appendix A.1.1
];

/** Bytes in hexadecimal; `len` is the length of what it precedes, in one to five bytes. */
function beginning(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/\b[0-9a-f]{2}\b/g, '\\x$&')
    .replaceAll('len', '(?:[\\x00-\\x80]|\\x81[^]|\\x82[^]{2}|\\x83[^]{3}|\\x84[^]{4})')
    .replaceAll(' ', '');
  return new RegExp(`^${source}`);
}
