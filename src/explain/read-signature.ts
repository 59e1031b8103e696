import { CertifyError } from '../errors.ts';
import { fieldValue } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { draftSignature, isDraftSignature } from '../signing/drafts.ts';
import { memberText } from '../signing/structured-field.ts';
import { parseSignature, parseSignatureInput, type SignatureInput } from '../signing/signature-input.ts';
import { fieldOrigin } from './base-lines.ts';
import type { Captured } from './captured.ts';
import { inputFaults, mend, signatureFaults, type FieldFault } from './field-faults.ts';
import { findingOf, type Finding } from './finding.ts';

/** The signature fields of a message, read as far as they can be understood. */
export interface ReadFields {
  readonly label: string;
  readonly input: SignatureInput | undefined;
  readonly signature: Buffer | undefined;
  readonly findings: readonly Finding[];
}

/** Reads both fields, mending what is known to be miswritten. */
export function readSignatureFields(captured: Captured, profile: SignatureProfile): ReadFields {
  const draft = draftFinding(captured);
  if (draft !== undefined) return { label: profile.label, input: undefined, signature: undefined, findings: [draft] };
  const { label, findings } = labelOf(captured, profile);
  const input = readField(captured, 'Signature-Input', label, inputFaults, parseSignatureInput);
  const signature = readField(captured, 'Signature', label, signatureFaults, parseSignature);
  return {
    label,
    input: input.value,
    signature: signature.value,
    findings: [...findings, ...input.findings, ...signature.findings],
  };
}

/** Signatures before RFC 9421 have no Signature-Input and another Signature syntax. */
function draftFinding({ message, origins }: Captured): Finding | undefined {
  if (fieldValue(message.fields, 'signature-input') !== undefined || !isDraftSignature(message.fields))
    return undefined;
  const index = message.fields.findIndex((field) => isDraftSignature([field]));
  const where = origins.fields[index];
  return {
    id: 'signature-of-draft',
    kind: 'fault',
    ...draftSignature,
    ...(where === undefined ? {} : { where }),
  };
}

/** The profile's label, or the only other one in the field. */
function labelOf(captured: Captured, { label }: SignatureProfile): { label: string; findings: Finding[] } {
  const value = fieldValue(captured.message.fields, 'signature-input') ?? '';
  const labels = [...value.matchAll(/(?:^|,)\s*([a-z*][\w.*-]*)\s*=\s*\(/gi)].map(([, found = '']) => found);
  const [other] = labels;
  if (other === undefined || labels.includes(label) || labels.length > 1) return { label, findings: [] };
  const where = fieldOrigin(captured, 'signature-input');
  const finding: Finding = {
    id: 'label-other',
    kind: 'fault',
    problem: `The signature is labelled ${other}.`,
    advice: `Label it ${label} in both fields.`,
    ...(where === undefined ? {} : { where }),
    before: `${other}=`,
    after: `${label}=`,
  };
  return { label: other, findings: [finding] };
}

/** A member that is a signature, too, and not a parameter behind a comma. */
const otherSignature = /[\w*][\w.*-]*\s*=\s*[(:]/;

type Parse<T> = (value: string, label: string) => T;

function readField<T>(
  captured: Captured,
  name: string,
  label: string,
  faults: readonly FieldFault[],
  parse: Parse<T>,
): { value: T | undefined; findings: Finding[] } {
  const sent = fieldValue(captured.message.fields, name);
  const where = fieldOrigin(captured, name.toLowerCase());
  if (sent === undefined) return { value: undefined, findings: [missing(name, label)] };
  const own = memberText(sent, label);
  const written = own !== undefined && otherSignature.test(sent.replace(own.text, '')) ? own.text : sent;
  const mended = mend(written, label, faults, (value) => !(reading(() => parse(value, label)) instanceof CertifyError));
  const read = reading(() => parse(mended.value, label));
  if (read instanceof CertifyError) return { value: undefined, findings: [findingOf('field-malformed', read, where)] };
  const findings = mended.faults.map(({ id, problem, advice }) => ({
    id,
    kind: 'fault' as const,
    problem,
    advice,
    ...(where === undefined ? {} : { where }),
    before: `${name}: ${written}`,
    after: `${name}: ${mended.value}`,
  }));
  return { value: read, findings };
}

function reading<T>(read: () => T): T | CertifyError {
  try {
    return read();
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
}

function missing(name: string, label: string): Finding {
  return {
    id: 'field-missing',
    kind: 'fault',
    problem: `The message has no ${name}.`,
    advice: `Sign it: ${name}: ${label}=… (RFC 9421 section 4).`,
  };
}
