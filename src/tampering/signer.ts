import { signMessage } from '../signing/sign.ts';
import type { Signer } from './spoilable.ts';

/** Signs a message as its plan says (RFC 9421). */
export const signHttpMessage: Signer = ({ fields, body, signing: { about, profile, key } }, created) => {
  const { fields: added, base } = signMessage({ ...about, fields, body }, profile, key, created);
  const { keyid, algorithm } = key;
  return Promise.resolve({ fields: added, signed: { profile: 'http-message-signature', keyid, algorithm, base } });
};
