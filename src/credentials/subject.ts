import { CertifyError } from '../errors.ts';

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

/** The attributes in the order in which a name carries them, each with its upper bound in characters (RFC 5280 appendix A.1). */
const attributes = [
  ['C', 2],
  ['ST', 128],
  ['L', 128],
  ['O', 64],
  ['OU', 64],
  ['CN', 64],
] as const satisfies readonly (readonly [keyof Subject, number])[];

type AttributeValue = { printableString: string } | { utf8String: string };

/**
 * The name as RFC 5280 section 4.1.2.4 encodes it: UTF8String throughout, and PrintableString for the country.
 *
 * @throws ERR_CERTIFICATE when a required attribute is empty or one is too long
 */
export function distinguishedName(subject: Subject): Record<string, AttributeValue[]>[] {
  if (!/^[A-Z]{2}$/.test(subject.C)) throw unfit('C', subject.C, 'two capital letters such as NL (ISO 3166-1 alpha-2)');
  return attributes.flatMap(([attribute, longest]) => {
    const value = subject[attribute];
    if (value === undefined) return [];
    if (value === '' || value.length > longest) throw unfit(attribute, value, `1 to ${longest} characters`);
    return [{ [attribute]: [attribute === 'C' ? { printableString: value } : { utf8String: value }] }];
  });
}

function unfit(attribute: string, value: string, expected: string): CertifyError {
  return new CertifyError('ERR_CERTIFICATE', `The certificate subject's ${attribute} "${value}" does not fit`, {
    where: attribute,
    expected,
    actual: value,
    advice: `Give the subject another ${attribute}.`,
  });
}
