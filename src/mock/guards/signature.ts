import { Refusal } from '../refusal.ts';
import type { RegisteredKey } from '../state/organization.ts';
import { checking, type Guard } from './guard.ts';

/** The signature itself: by a key of this organization that has neither expired (SIGN) nor been revoked, of recent date, over this very message. */
export const signature: Guard = {
  name: 'signature',
  concerns: ({ authentication }) => authentication === 'certificate and signature',
  handle: checking(async (call) => {
    const { signature, organization } = call;
    if (signature === undefined) throw new Refusal('signatureFormat', { reason: 'No signature was read' });
    const validKey = (keyid: string): RegisteredKey | undefined => {
      const key = organization.keys.get(keyid);
      if (key === undefined) return undefined;
      if (key.revoked) throw new Refusal('signatureVerification', { reason: `The key ${keyid} was revoked` });
      if (call.now <= key.validUntil) return key;
      const end = new Date(key.validUntil).toISOString();
      throw new Refusal('signatureVerification', { reason: `The key ${keyid} expired at ${end}` });
    };
    call.verified = await signature.verify(validKey, call.nowSeconds);
  }),
};
