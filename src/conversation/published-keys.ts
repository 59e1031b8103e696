import { seconds } from '../clock.ts';
import { keyLookup } from '../credentials/jwks.ts';
import { responseProfile } from '../signing/profile.ts';
import type { Conversation } from './conversation.ts';
import type { Verifier } from './signature.ts';

/** What verifies answers now, with the published keys as they are fetched for it. @throws what aside throws; ERR_JWKS */
export async function fetchVerifier(conversation: Conversation): Promise<Verifier> {
  const { json } = await conversation.aside('auth/jwks');
  return {
    lookup: keyLookup(json),
    profile: responseProfile(conversation.specification.protocol.signature),
    now: seconds(conversation.party.clock),
  };
}
