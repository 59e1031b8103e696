import type { IncomingHttpHeaders } from 'node:http';
import { seconds, type Clock } from '../clock.ts';
import type { Randomness } from '../randomness.ts';
import type { RequestMessage } from '../signing/message.ts';
import type { AccessClaims } from './access-tokens.ts';
import type { ClientCertificate } from './http/client-certificate.ts';
import { callId } from './identifiers.ts';
import type { Operation } from './operations/operation.ts';
import { Refusal, type Finding } from './refusal.ts';
import type { RequestSignature, VerifiedRequest } from '../signing/request-signature.ts';
import type { KeyedRequest } from './state/idempotency-records.ts';
import type { Organization } from './state/organization.ts';

export interface Received {
  readonly operation: Operation;
  /** Method, authority, target, fields and raw body as received. */
  readonly message: RequestMessage;
  /** The fields by lower-case name. */
  readonly headers: IncomingHttpHeaders;
  /** Values of the path's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly certificate: ClientCertificate | undefined;
  /** The organization that the certificate names. */
  readonly organization: Organization | undefined;
  /** The mock's own clock. */
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/**
 * One call on its way through the guards: what was received, and what the guards have found out so far.
 * What was received is read without judgement, so that the list of guards can be varied.
 */
export class Call {
  readonly operation: Operation;
  readonly message: RequestMessage;
  readonly headers: IncomingHttpHeaders;
  readonly parameters: Readonly<Record<string, string>>;
  readonly certificate: ClientCertificate | undefined;
  /** The clock of the caller's organization, which scenarios can move; the mock's own when the caller belongs to none. */
  clock: Clock;
  /** The organization that the certificate names. */
  caller: Organization | undefined;
  readonly #randomness: Randomness;
  #id: string | undefined;

  /** Set by the guard `signature-format`. */
  signature: RequestSignature | undefined;
  /** Set by the guard `signature`. */
  verified: VerifiedRequest | undefined;
  /** Set by the guard `token`. */
  token: AccessClaims | undefined;
  /** The parsed body, set by the guard `content`, or the parameters of the query, set by the guard `query`. */
  content: unknown;
  /** Paths of unknown properties that the guard `content` tolerated. */
  ignored: readonly string[] = [];
  /** Why it was rejected. */
  finding: Pick<Finding, 'reason' | 'advice'> | undefined;
  /** What an idempotency key makes of it, set by the guard `idempotency`: its answer is kept. */
  keyed: KeyedRequest | undefined;

  constructor(received: Received) {
    this.operation = received.operation;
    this.message = received.message;
    this.headers = received.headers;
    this.parameters = received.parameters;
    this.certificate = received.certificate;
    this.clock = received.organization?.clock ?? received.clock;
    this.caller = received.organization;
    this.#randomness = received.randomness;
  }

  /** What support asks for; made when it is first told to somebody. */
  get id(): string {
    return (this.#id ??= callId(this.#randomness));
  }

  /** The caller. @throws {Refusal} authorization, when there is none */
  get organization(): Organization {
    if (this.caller !== undefined) return this.caller;
    throw new Refusal('authorization', { reason: 'The certificate names no known organization' });
  }

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  get now(): number {
    return this.clock.now();
  }

  /** The same in whole seconds. */
  get nowSeconds(): number {
    return seconds(this.clock);
  }

  /** A field's value; of repeated fields the first, or what HTTP joins them to. */
  header(name: string): string | undefined {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value[0] : value;
  }
}
