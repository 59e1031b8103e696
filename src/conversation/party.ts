import { createClient, type Client } from '../client/client.ts';
import { RetryBudget } from '../client/retries/retry-budget.ts';
import { systemClock } from '../clock.ts';
import { plan } from '../contract/plan.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import type { Peer } from '../contract/types/result.ts';
import type { Variables } from '../contract/variables.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { CertifyError } from '../errors.ts';
import type { Redactor } from '../evidence/redactor.ts';
import { systemRandomness } from '../randomness.ts';
import type { Connection } from '../target/connection.ts';
import type { Control } from './control.ts';
import { openCertifiedEndpoint, openForwardedEndpoint, type Endpoint, type EndpointOptions } from './endpoint.ts';
import { organizationPath, type Identity } from './enrolment.ts';
import type { Fault } from './fault.ts';
import { momentVariables } from './moments.ts';
import { MovableClock } from './movable-clock.ts';
import { partyVariables } from './references.ts';
import type { Specification } from './specification.ts';

/** What all parties of a process have in common. */
export interface Surroundings {
  readonly connection: Connection;
  readonly specification: Specification;
  readonly control: Control | undefined;
  readonly redactor: Redactor;
  readonly onExchange: (exchange: Exchange) => void;
  readonly onPeer: (peer: Peer) => void;
}

/** The scopes that a full integration asks for (Nopan, TOKEN), space-delimited. */
export const fullScopes = 'payments:read payments:process';

const faultsOnDemand = 'calls that go wrong on demand';

const registration = 'a way to register an endpoint';

/** An organization in conversation with Nopan: its credentials, its client, its endpoint and its clock. */
export class Party {
  readonly credentials: ClientCredentials;
  readonly variables: Variables;
  readonly client: Client;
  readonly clock: MovableClock;
  readonly webhookSecret: string | undefined;
  readonly #surroundings: Surroundings;
  #endpoint: Promise<Endpoint> | undefined;

  constructor(
    { credentials, webhookSecret }: Identity,
    surroundings: Surroundings,
    clock = new MovableClock(systemClock),
  ) {
    const { connection, specification, redactor, onExchange, onPeer } = surroundings;
    const { requests, protocol } = specification;
    this.clock = clock;
    if (webhookSecret !== undefined) redactor.learn(webhookSecret);
    const variables = { ...partyVariables(credentials, protocol, fullScopes), ...momentVariables(clock) };
    this.#surroundings = surroundings;
    this.webhookSecret = webhookSecret;
    this.credentials = credentials;
    this.variables = variables;
    this.client = createClient({
      baseUrl: connection.baseUrl,
      credentials,
      protocol,
      scopes: fullScopes,
      clock,
      randomness: systemRandomness,
      redactor,
      planToken: (scope) => plan(requests, 'auth/token', { variables: { ...variables, scope } }),
      planJwks: () => plan(requests, 'auth/jwks', { variables }),
      onExchange,
      onPeer,
      // The embedded mock is busy only when a scenario arranges it.
      ...(connection.kind === 'sandbox' && { retries: { budget: new RetryBudget() } }),
      ...(connection.requestsPerSecond !== undefined && { requestsPerSecond: connection.requestsPerSecond }),
    });
  }

  /**
   * The endpoint of its webhooks: started, and registered where the target can be told of it, when first asked for.
   *
   * @throws ERR_CONTROL when no webhook of the target can arrive here; ERR_PORT
   */
  async endpoint(): Promise<Endpoint> {
    this.#endpoint ??= this.#openEndpoint();
    return this.#endpoint;
  }

  async #openEndpoint(): Promise<Endpoint> {
    const { connection, control, specification, redactor } = this.#surroundings;
    const { trust } = this.credentials;
    const options = (secret: string): EndpointOptions => ({
      secret,
      settings: specification.protocol.webhooks,
      clock: this.clock,
      redactor,
      trust,
    });
    const { webhooks } = connection;
    if (webhooks !== undefined) return openForwardedEndpoint(webhooks, options(webhooks.secret));
    const secret = this.webhookSecret;
    if (control === undefined || secret === undefined) throw this.#without(registration);
    const endpoint = openCertifiedEndpoint(control, options(secret));
    await this.#register((await endpoint).receiver.url);
    return endpoint;
  }

  /**
   * Moves its time forward, here and at the target.
   *
   * @throws ERR_CONTROL when the target's clock cannot be moved
   */
  async advance(seconds: number): Promise<void> {
    await this.control('POST', '/clock', { advanceSeconds: seconds }, 'a clock that can be moved');
    this.clock.advance(seconds);
  }

  /**
   * Has its endpoint get webhooks from now on, of every type or of one; where the portal says so, that is always the case.
   *
   * @throws what endpoint throws; ERR_CONTROL when types cannot be told apart
   */
  async receiveWebhooks(type?: string): Promise<void> {
    const { url } = (await this.endpoint()).receiver;
    if (this.#isRegistrable || type !== undefined) await this.#register(url, type);
  }

  /** Has its webhooks go nowhere, as far as that is for us to say. */
  async stopWebhooks(): Promise<void> {
    if (this.#isRegistrable) await this.control('PUT', '/webhooks', { endpoints: [] }, registration);
  }

  async #register(url: string, type?: string): Promise<void> {
    const types = type === undefined ? {} : { types: [type] };
    await this.control('PUT', '/webhooks', { endpoints: [{ url, ...types }] }, registration);
  }

  get #isRegistrable(): boolean {
    return this.#surroundings.connection.webhooks === undefined;
  }

  /** Has the target take no more calls of it than that. @throws ERR_CONTROL */
  async limitRate(requests: number, perSeconds: number): Promise<void> {
    await this.control('PUT', '/rate-limit', { requests, perSeconds }, 'a rate limit that can be set');
  }

  /**
   * One call of the target's control API about this organization.
   *
   * @param ability what is asked for, as it is told where there is no such API
   * @throws ERR_CONTROL
   */
  async control(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body: JsonObject | undefined,
    ability: string,
  ): Promise<JsonObject> {
    const { control } = this.#surroundings;
    if (control === undefined) throw this.#without(ability);
    return control.call(method, organizationPath(this.credentials.organizationId) + path, body);
  }

  /**
   * Says what goes wrong with its calls from now on, in place of what was said before; nothing, when it is an empty list.
   *
   * @throws ERR_CONTROL when the target does not do that
   */
  async arrangeFaults(faults: readonly Fault[]): Promise<void> {
    await this.control('PUT', '/faults', { faults: faults.map((fault) => ({ ...fault })) }, faultsOnDemand);
  }

  /** The faults that were arranged and have not happened yet. @throws ERR_CONTROL as arrangeFaults */
  async faultsToCome(): Promise<readonly Fault[]> {
    const { faults } = await this.control('GET', '/faults', undefined, faultsOnDemand);
    return faults as unknown as readonly Fault[];
  }

  async close(): Promise<void> {
    const endpoint = await this.#endpoint?.catch(() => undefined);
    await Promise.all([this.client.close(), endpoint?.close()]);
  }

  #without(ability: string): CertifyError {
    return new CertifyError('ERR_CONTROL', `${this.#surroundings.connection.name} has no control API`, {
      where: this.#surroundings.connection.baseUrl,
      expected: ability,
      advice: 'Tag the scenario with what it needs, such as @needs:clock, so that it is skipped there.',
    });
  }
}
