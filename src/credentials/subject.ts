import type { Name } from '@peculiar/asn1-x509';
import { CertifyError } from '../errors.ts';
import type { X509 } from './x509.ts';

/** The distinguished name that Nopan asks for in a certificate request (page CERT): C, O and CN, the rest at will. */
export interface Subject {
  /** Country, two capital letters (ISO 3166-1 alpha-2). */
  readonly C: string;
  readonly ST?: string;
  readonly L?: string;
  /** Company name. */
  readonly O: string;
  /** Department or environment. */
  readonly OU?: string;
  /** Organization id of a client, name of a server. */
  readonly CN: string;
}

/** The attributes in the order in which a name carries them, with object identifier and upper bound in characters (RFC 5280 appendix A.1). */
const attributes = [
  ['C', '2.5.4.6', 2],
  ['ST', '2.5.4.8', 128],
  ['L', '2.5.4.7', 128],
  ['O', '2.5.4.10', 64],
  ['OU', '2.5.4.11', 64],
  ['CN', '2.5.4.3', 64],
] as const satisfies readonly (readonly [keyof Subject, string, number])[];

/**
 * The name as RFC 5280 section 4.1.2.4 encodes it: UTF8String throughout, and PrintableString for the country.
 *
 * @throws ERR_CERTIFICATE when a required attribute is empty, or one is too long or has blanks around it
 */
export function distinguishedName(subject: Subject, x509: X509): Name {
  if (!/^[A-Z]{2}$/.test(subject.C)) throw unfit('C', subject.C, 'two capital letters such as NL (ISO 3166-1 alpha-2)');
  const name = new x509.Name();
  for (const [attribute, type, longest] of attributes) {
    const text = subject[attribute];
    if (text === undefined) continue;
    if (text === '' || text.length > longest) throw unfit(attribute, text, `1 to ${longest} characters`);
    if (/^\s|\s$|\p{Cc}/u.test(text)) throw unfit(attribute, text, 'no blanks around it, and no control characters');
    const value = new x509.AttributeValue(attribute === 'C' ? { printableString: text } : { utf8String: text });
    name.push(new x509.RelativeDistinguishedName([new x509.AttributeTypeAndValue({ type, value })]));
  }
  return name;
}

/** A name as node:crypto writes it, one attribute a line, in one line. */
export const oneLine = (name: string): string => name.replaceAll('\n', ', ');

/** A name in one line, in the order of its attributes: `C=NL, O=Acme Shop, CN=org-4711`; `\\` stands before what separates. */
export function nameText(name: Name): string {
  return name.map((relative) => relative.map(attributeText).join('+')).join(', ');
}

/** What a name says of an attribute, as often as it says it. */
export function attributeValues(name: Name, attribute: keyof Subject): string[] {
  const [, identifier] = attributes.find(([known]) => known === attribute) ?? [];
  return name.flatMap((relative) =>
    relative.filter(({ type }) => type === identifier).map(({ value }) => value.toString()),
  );
}

function attributeText({ type, value }: Name[number][number]): string {
  const [attribute = type] = attributes.find(([, identifier]) => identifier === type) ?? [];
  return `${attribute}=${value.toString().replaceAll(/[,+\\]/g, '\\$&')}`;
}

function unfit(attribute: string, value: string, expected: string): CertifyError {
  return new CertifyError('ERR_CERTIFICATE', `The certificate subject's ${attribute} "${value}" does not fit`, {
    where: attribute,
    expected,
    actual: value,
    advice: `Give the subject another ${attribute}.`,
  });
}
