import { pemText, type Block } from './blocks.ts';
import { elementOf } from './der.ts';
import { pkcs7Certificates } from './pkcs7.ts';

/** The labels under which certificates are kept: RFC 7468 sections 5 and 8, and what openssl writes and wrote. */
export const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE', 'PKCS7'] as const;

/** Labels that say the same as one of those. */
const others: Readonly<Record<string, string>> = { CMS: 'PKCS7', 'PKCS #7 SIGNED DATA': 'PKCS7' };

const isLabel = (label: string): boolean => certificateLabels.some((known) => known === label);

/** Whether a block is PKCS#7, whose certificates are a set: in no order of anybody's. */
export const isSet = ({ label }: Block): boolean => (others[label] ?? label) === 'PKCS7';

/** A block as the certificates in it, each labelled CERTIFICATE; any other block as it is. */
export function certificatesOf(block: Block): Block[] {
  const label = others[block.label] ?? block.label;
  if (!isLabel(label) || label === 'CERTIFICATE') return [block];
  const found = label === 'PKCS7' ? pkcs7Certificates(block.der) : [elementOf(block.der)?.whole ?? block.der];
  if (found === undefined || found.length === 0) return [block];
  return found.map((der) => ({ label: 'CERTIFICATE', der, pem: pemText('CERTIFICATE', der) }));
}
