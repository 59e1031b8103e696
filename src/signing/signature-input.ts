import { isInnerList, serializeInnerList, type BareItem, type InnerList } from 'structured-headers';
import { parseComponents, type Component } from './component.ts';
import { malformed, SignatureError } from './signature-error.ts';
import { isCanonicalBase64, memberText, strictMember, withoutStrings } from './structured-field.ts';

/** The signature parameters of RFC 9421 section 2.3. Times in seconds since 1970-01-01T00:00:00Z. */
export interface SignatureParameters {
  readonly created?: number;
  readonly expires?: number;
  readonly nonce?: string;
  readonly alg?: string;
  readonly keyid?: string;
  readonly tag?: string;
}

/** One member of Signature-Input: what a signature covers, and its parameters. */
export interface SignatureInput {
  readonly components: readonly Component[];
  readonly parameters: SignatureParameters;
  /** The parameters' names in the order of the field. */
  readonly parameterOrder: readonly string[];
  /** The member without its label, serialized anew: what ends the signature base (RFC 9421 section 2.3). */
  readonly signatureParams: string;
}

type ParameterType = 'integer' | 'string';

const parameterTypes: Readonly<Record<keyof SignatureParameters, ParameterType>> = {
  created: 'integer',
  expires: 'integer',
  nonce: 'string',
  alg: 'string',
  keyid: 'string',
  tag: 'string',
};

/**
 * Reads the member with the given label from a Signature-Input field (RFC 9421 section 4.1).
 * @param lenient whether to ignore parameters that RFC 9421 does not define
 * @throws {SignatureError} ERR_SIGNATURE_MISSING when there is no such member, ERR_SIGNATURE_MALFORMED when it cannot be understood.
 */
export function parseSignatureInput(value: string, label: string, lenient = false): SignatureInput {
  const member = strictMember('Signature-Input', value, label, 'ERR_SIGNATURE_MALFORMED');
  if (member === undefined) throw noMember('Signature-Input', label, value);
  if (!isInnerList(member)) throw malformedInput(`${label} is not a list of covered components`, value);
  // A decimal such as 1.0 parses to the same number as the integer 1, and is not one.
  const own = memberText(value, label)?.text ?? value;
  if (/=-?\d+\./.test(withoutStrings(own))) throw malformedInput('a parameter is a decimal number', value);
  return readMember(member, value, lenient);
}

/**
 * Reads the member with the given label from a Signature field (RFC 9421 section 4.2).
 * @throws {SignatureError} ERR_SIGNATURE_MISSING, ERR_SIGNATURE_MALFORMED.
 */
export function parseSignature(value: string, label: string): Buffer {
  const only = value.startsWith(`${label}=:`) && value.endsWith(':') ? value.slice(label.length + 2, -1) : '';
  if (only !== '' && isCanonicalBase64(only)) return Buffer.from(only, 'base64');

  const member = strictMember('Signature', value, label, 'ERR_SIGNATURE_MALFORMED');
  if (member === undefined) throw noMember('Signature', label, value);
  const [signature, parameters] = member;
  if (signature instanceof ArrayBuffer && parameters.size === 0) return Buffer.from(signature);
  throw malformed('Signature is malformed: the signature is not a byte sequence', {
    where: 'Signature',
    expected: `${label}=:<base64>:`,
    actual: value,
    advice: 'Write the base64 of the signature between colons, and nothing behind them.',
  });
}

function readMember(member: InnerList, value: string, lenient: boolean): SignatureInput {
  const [items, parameters] = member;
  for (const [name, parameter] of parameters) {
    if (!lenient || Object.hasOwn(parameterTypes, name)) assertParameter(name, parameter, value);
  }
  return {
    components: parseComponents(items),
    parameters: Object.fromEntries(parameters),
    parameterOrder: [...parameters.keys()],
    signatureParams: serializeInnerList(member),
  };
}

function assertParameter(name: string, parameter: BareItem, value: string): void {
  if (!Object.hasOwn(parameterTypes, name)) throw malformedInput(`the parameter ${name} is unknown`, value);
  const type = parameterTypes[name as keyof SignatureParameters];
  const fits = type === 'string' ? typeof parameter === 'string' : Number.isInteger(parameter);
  if (!fits)
    throw malformedInput(`the parameter ${name} is not ${type === 'string' ? 'a string' : 'an integer'}`, value);
}

function malformedInput(problem: string, actual: string): SignatureError {
  return malformed(`Signature-Input is malformed: ${problem}`, {
    where: 'Signature-Input',
    expected: 'label=("component" …);keyid="…";created=<integer>',
    actual,
    advice: 'Write the field as RFC 9421 section 4.1 shows it.',
  });
}

function noMember(field: string, label: string, actual: string): SignatureError {
  return new SignatureError('ERR_SIGNATURE_MISSING', `${field} has no signature labelled ${label}`, {
    where: field,
    expected: `${label}=…`,
    actual,
    advice: `Label the signature ${label} in both fields.`,
  });
}
