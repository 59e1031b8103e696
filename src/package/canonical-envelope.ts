import type { DSSEEnvelope } from '../contract/types/dsse-envelope.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { isSignedBy } from './envelope.ts';
import { jsonContent } from './member.ts';
import { unsound } from './unsound.ts';

/**
 * base64 and JSON say one thing in many ways; only ours counts, so that no byte of an envelope can change unnoticed.
 *
 * @param content the envelope's bytes
 * @throws ERR_PACKAGE unless this key signed it and it is written our way
 */
export function assertSigned(envelope: DSSEEnvelope, key: SignatureKey, content: Uint8Array, where: string): void {
  const { payload, signatures } = envelope;
  const canonical = {
    ...{ payload: recoded(payload), payloadType: envelope.payloadType },
    signatures: signatures.map(({ sig }) => ({ keyid: key.keyid, sig: recoded(sig) })),
  };
  if (!jsonContent(canonical).equals(content)) throw unsound('The envelope was changed', { where });
  if (isSignedBy(envelope, key)) return;
  throw unsound('The signature does not verify', {
    where,
    expected: `a signature of the key ${key.keyid} over the attestation`,
  });
}

const recoded = (base64: string): string => Buffer.from(base64, 'base64').toString('base64');
