import { contentOf, elementOf, elements, identifierOf, tags } from './der.ts';

const signedData = '1.2.840.113549.1.7.2';

/**
 * The certificates of a PKCS#7 file that carries nothing else (RFC 2315 section 9.1, "certs-only"), as DER, in its order.
 *
 * @returns undefined where it is none, or no DER
 */
export function pkcs7Certificates(der: Buffer): Buffer[] | undefined {
  const [type, content] = elements(contentOf(der, tags.sequence));
  if (identifierOf(type) !== signedData) return undefined;
  const [data] = elements(contentOf(content, tags.context0));
  const members = elements(contentOf(data, tags.sequence));
  const certificates = members.map(elementOf).find((member) => member?.tag === tags.context0)?.content;
  return elements(certificates).filter((certificate) => elementOf(certificate)?.tag === tags.sequence);
}
