import type { Attestations } from '../contract/requirements.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import type { Subject } from '../contract/types/result.ts';
import type { Waivers } from '../contract/waivers.ts';

/** What a target can do beyond Nopan's payment API. A scenario that needs more than its target has is skipped with that reason. */
export const abilities = [
  /** A control API: organizations, certificates and keys on demand. */
  'control',
  /** Its clock can be moved. */
  'clock',
  /** Webhooks of this run reach a receiver of ours. */
  'webhooks',
  /** Webhooks also tell what a response has said already. */
  'synchronous-webhooks',
  /** Outcomes can be arranged through `/mock/set`. */
  'mocking',
  /** An endpoint approves payments for the payer. */
  'approve',
  /** Either of the two is available. */
  'approval',
  /** An endpoint declines payments for the payer, an extension of this project's mock. */
  'decline',
  /** An endpoint ends the time to approve a payment, an extension of this project's mock. */
  'expire',
] as const;

export type Ability = (typeof abilities)[number];

/** Abilities with an endpoint that can be probed. */
export const endpointAbilities = ['mocking', 'approve', 'decline', 'expire'] as const satisfies readonly Ability[];

export type EndpointAbility = (typeof endpointAbilities)[number];

/** Adds abilities that follow from others. */
export const withApproval = (found: readonly EndpointAbility[]): Ability[] =>
  found.some((ability) => ability === 'mocking' || ability === 'approve') ? [...found, 'approval'] : [...found];

/** Those of a target that is as settings say: no page tells whether what a response has said is notified, too. */
export function asSet<Known extends Ability>(known: readonly Known[], settings: ProtocolOverrides = {}): Known[] {
  const silent = settings['webhooks.synchronousOutcomes'] === 'silent';
  return known.filter((ability) => !silent || ability !== 'synchronous-webhooks');
}

/** Credentials that the user was given, as PEM text. */
export interface FixedCredentials {
  readonly organizationId: string;
  readonly processingAccountId: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly signingKey: string;
  readonly keyid: string;
}

/**
 * All that is needed to talk to a target. It survives JSON, since Cucumber's worker processes get it that way;
 * it holds secrets and is never written to a file or a report.
 */
export interface Connection {
  readonly kind: 'mock' | 'sandbox';
  /** As the report names it. */
  readonly name: string;
  /** Scheme, host and port, without a trailing slash. */
  readonly baseUrl: string;
  /** The CA to trust, PEM; absent: the system's. */
  readonly trust?: string;
  readonly abilities: readonly Ability[];
  /** Why it lacks probed abilities; absent: not probed. */
  readonly lacking?: Readonly<Partial<Record<Ability, string>>>;
  readonly control?: { readonly url: string; readonly secret: string };
  /** Absent where the control API enrolls an organization for each process. */
  readonly credentials?: FixedCredentials;
  /** How many requests a second are sent at most, since others share the target; absent: no limit. */
  readonly requestsPerSecond?: number;
  /** Where notifications of a remote target arrive: the public URL forwards to this host and port, over plain HTTP. */
  readonly webhooks?: {
    readonly url: string;
    readonly listen: { readonly host: string; readonly port: number };
    readonly secret: string;
  };
  /** Who is certified; absent: nobody but our own client. */
  readonly subject?: Subject;
  /** Capabilities that the integration uses (specs/requirements.yaml, applies); absent: all. */
  readonly capabilities?: readonly string[];
  /** Of keys and certificates: nothing needs them any more, and nothing may show them. */
  readonly passphrases?: readonly string[];
  /** Names whose values no evidence may show, besides the usual ones. */
  readonly redact?: readonly string[];
  /** What persons attest, by requirement; absent where nothing is attested, since it is no integration that goes live. */
  readonly attestations?: Attestations;
  /** Requirements that somebody answers for although they fall short. */
  readonly waivers?: Waivers;
  /** Ids of specs/defects.yaml, in which a mock is broken on purpose; absent: it is sound. */
  readonly defects?: readonly string[];
  /** Protocol settings that differ from specs/protocol.yaml, by id (`signature.ecdsaEncoding`). */
  readonly protocol?: ProtocolOverrides;
}

/** A target that was started or opened for a run. */
export interface Target {
  readonly connection: Connection;
  close(): Promise<void>;
}
