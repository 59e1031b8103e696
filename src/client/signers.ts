import type { Protocol } from '../contract/protocol.ts';
import { signDetached } from '../signing/jws.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';
import { signHttpMessage } from '../tampering/signer.ts';
import type { Signer } from '../tampering/spoilable.ts';

/** One signer for each profile of the protocol. */
export function signers({ jws }: Protocol): Readonly<Record<SignatureScheme, Signer>> {
  return { 'http-message-signature': signHttpMessage, 'detached-jws': detachedJws(jws.header) };
}

/** RFC 7515 appendix F with the unencoded payload of RFC 7797. */
function detachedJws(header: string): Signer {
  return async ({ body, signing: { key } }, created) => {
    const { value, signingInput } = await signDetached(body, key, created);
    return {
      fields: [[header, value]],
      signed: { profile: 'detached-jws', keyid: key.keyid, algorithm: key.algorithm, base: signingInput },
    };
  };
}
