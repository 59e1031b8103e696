import type { DSSEEnvelope } from '../contract/types/dsse-envelope.ts';
import { signBase, verifyBase } from '../signing/algorithms.ts';
import type { SignatureKey } from '../signing/keys.ts';

/** The media type of an in-toto Statement. */
export const statementType = 'application/vnd.in-toto+json';

/** What is signed (DSSE protocol, PAE): type and content with their lengths in bytes, so that no two pairs look the same. */
export function preAuthenticationEncoding(type: string, content: Uint8Array): Buffer {
  const header = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${content.length} `;
  return Buffer.concat([Buffer.from(header), content]);
}

/** An envelope around a Statement. ECDSA is written as DER, which is how tools around in-toto expect it. */
export function sealed(statement: Uint8Array, signer: SignatureKey): DSSEEnvelope {
  const signature = signBase(signedText(statementType, statement), signer, 'der');
  return {
    payload: Buffer.from(statement).toString('base64'),
    payloadType: statementType,
    signatures: [{ keyid: signer.keyid, sig: signature.toString('base64') }],
  };
}

/** Whether a key made a signature of the envelope. The keyid there is a hint that nothing protects, and is not asked. */
export function isSignedBy({ payload, payloadType, signatures }: DSSEEnvelope, key: SignatureKey): boolean {
  const text = signedText(payloadType, Buffer.from(payload, 'base64'));
  return signatures.some(({ sig }) => verifyBase(text, Buffer.from(sig, 'base64'), key) !== undefined);
}

/** As the signing room takes it, a character a byte. */
const signedText = (type: string, content: Uint8Array): string =>
  preAuthenticationEncoding(type, content).toString('latin1');
