import { contentOf, elementOf, elements, identifierOf, tags } from './der.ts';

const signedData = '1.2.840.113549.1.7.2';

/**
 * The certificates of a certs-only PKCS#7 file (RFC 2315 section 9.1), as DER, in file order.
 *
 * @returns undefined when it is not one, or not DER
 */
export function pkcs7Certificates(der: Buffer): Buffer[] | undefined {
  const [type, content] = elements(contentOf(der, tags.sequence));
  if (identifierOf(type) !== signedData) return undefined;
  const [data] = elements(contentOf(content, tags.context0));
  const members = elements(contentOf(data, tags.sequence));
  const certificates = members.map(elementOf).find((member) => member?.tag === tags.context0)?.content;
  return elements(certificates).filter((certificate) => elementOf(certificate)?.tag === tags.sequence);
}
