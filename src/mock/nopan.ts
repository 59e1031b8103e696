import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Authority } from '../credentials/authority.ts';
import type { Randomness } from '../randomness.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { RequestProfiles } from '../signing/request-signature.ts';
import type { Organization } from './state/organization.ts';
import type { Dispatcher } from './notifications/dispatcher.ts';

/** All that guards and handlers have at hand: the imitated Nopan as a value. */
export interface Nopan {
  readonly protocol: Protocol;
  readonly schemas: Schemas;
  /** The time of whatever belongs to no organization. */
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger | undefined;
  /** Issues every certificate, and is trusted for no others. */
  readonly authority: Authority;
  /** What answers are signed with, whichever way the request was: Nopan describes no JWS on answers. */
  readonly signingKey: SignatureKey;
  readonly profiles: RequestProfiles & { readonly response: SignatureProfile };
  readonly tokens: AccessTokens;
  readonly organizations: Map<string, Organization>;
  readonly dispatcher: Dispatcher;
}
