import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Authority } from '../credentials/authority.ts';
import type { Randomness } from '../randomness.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { RequestProfiles } from '../signing/request-signature.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Behaviour } from './behaviour.ts';
import type { AcceptedHosts } from './http/own-names.ts';
import type { Dispatcher } from './notifications/dispatcher.ts';
import type { Organizations } from './state/organizations.ts';
import type { Watcher } from './served-call.ts';
import type { Storage } from './state/storage.ts';

/** All that guards and handlers have at hand: the imitated Nopan as a value. */
export interface Nopan {
  readonly protocol: Protocol;
  readonly schemas: Schemas;
  /** The time of whatever belongs to no organization. */
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Logger | undefined;
  /** Whether it rejects what it otherwise tolerates. */
  readonly strict?: boolean | undefined;
  /** Is called with each response. */
  readonly watch?: Watcher | undefined;
  readonly storage: Storage;
  /** Its names, and whether a request may name another host. */
  readonly hosts: { readonly names: readonly string[]; readonly accepted: AcceptedHosts };
  /** Issues every certificate, and is trusted for no others. */
  readonly authority: Authority;
  /** What answers are signed with, whichever way the request was: Nopan describes no JWS on answers. */
  readonly signingKey: SignatureKey;
  /** What is accepted of requests; the control API can change it. */
  profiles: RequestProfiles;
  readonly responseProfile: SignatureProfile;
  readonly tokens: Pick<AccessTokens, 'issue' | 'read'>;
  readonly organizations: Organizations;
  readonly dispatcher: Dispatcher;
  /** What it does: as the pages say, unless the control API breaks it. */
  behaviour: Behaviour;
  /** Ids of the defects that are a part of it (specs/defects.yaml). */
  defects: readonly string[];
}
