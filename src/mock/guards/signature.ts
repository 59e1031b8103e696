import { Refusal } from '../refusal.ts';
import { checking, type Guard } from './guard.ts';

/** The signature itself: by a key of this organization, of recent date, over this very message. */
export const signature: Guard = {
  name: 'signature',
  concerns: ({ authentication }) => authentication === 'certificate and signature',
  handle: checking(async (call) => {
    const { signature, organization } = call;
    if (signature === undefined) throw new Refusal('signatureFormat', { reason: 'No signature was read' });
    call.verified = await signature.verify((keyid) => organization.keys.get(keyid), call.nowSeconds);
  }),
};
