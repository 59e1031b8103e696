import type { Coverage } from './coverage.ts';
import type { SignatureInput } from './signature-input.ts';

/** Behind the covered components: keyid without escapes, then created; nothing else, and no other spelling of either. */
const usualParameters = /^;keyid="([ !#-[\]-~]+)";created=(0|[1-9]\d{0,14})$/;

/**
 * Reads a Signature-Input that is character for character what the profile's own signer writes, as nearly all are: several times
 * faster than the general parser, which has to agree and takes over when this returns undefined.
 */
export function parseUsualInput(value: string, label: string, coverage: Coverage): SignatureInput | undefined {
  const signatureParams = value.startsWith(`${label}=`) ? value.slice(label.length + 1) : '';
  if (!signatureParams.startsWith(coverage.list)) return undefined;
  const [, keyid, created] = usualParameters.exec(signatureParams.slice(coverage.list.length)) ?? [];
  if (keyid === undefined) return undefined;
  return {
    components: coverage.components,
    parameters: { keyid, created: Number(created) },
    parameterOrder: ['keyid', 'created'],
    signatureParams,
  };
}
