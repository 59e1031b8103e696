import { pemText, type Block } from './blocks.ts';
import { elementOf } from './der.ts';
import { pkcs7Certificates } from './pkcs7.ts';

/** PEM labels of certificates: RFC 7468 sections 5 and 8, and labels of current and old openssl. */
const certificateLabels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE', 'PKCS7'] as const;

/** Synonyms of these labels. */
const others: Readonly<Record<string, string>> = { CMS: 'PKCS7', 'PKCS #7 SIGNED DATA': 'PKCS7' };

const isLabel = (label: string): boolean => certificateLabels.some((known) => known === label);

/** Whether a block is PKCS#7, whose certificates have no order. */
export const isSet = ({ label }: Block): boolean => (others[label] ?? label) === 'PKCS7';

/** The certificates in a block, each labelled CERTIFICATE; any other block unchanged. */
export function certificatesOf(block: Block): Block[] {
  const label = others[block.label] ?? block.label;
  if (!isLabel(label) || label === 'CERTIFICATE') return [block];
  const found = label === 'PKCS7' ? pkcs7Certificates(block.der) : [elementOf(block.der)?.whole ?? block.der];
  if (found === undefined || found.length === 0) return [block];
  return found.map((der) => ({ label: 'CERTIFICATE', der, pem: pemText('CERTIFICATE', der) }));
}
