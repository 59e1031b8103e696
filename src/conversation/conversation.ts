import { setTimeout } from 'node:timers/promises';
import type { ReceivedResponse } from '../client/exchanged.ts';
import type { SendOptions } from '../client/options.ts';
import { insist, type Insisted } from '../client/retries/insist.ts';
import type { JsonObject } from '../contract/json.ts';
import { captured, judge } from '../contract/judge.ts';
import { mergePatch } from '../contract/merge-patch.ts';
import { plan } from '../contract/plan.ts';
import type { PlannedRequest } from '../contract/request.ts';
import { assertApplies } from '../contract/tampering.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import { fill } from '../contract/template.ts';
import { resolver, type Variables } from '../contract/variables.ts';
import { parametersOf } from '../contract/workflow.ts';
import { CertifyError } from '../errors.ts';
import type { Redactor } from '../evidence/redactor.ts';
import { systemRandomness } from '../randomness.ts';
import { fieldValue } from '../signing/message.ts';
import { tokenLifetime } from './access-token.ts';
import { expectAccepted } from './answer.ts';
import type { Ability } from '../target/connection.ts';
import { approvalCall, arrangedBy, type Arranged } from './approval.ts';
import { ArrangedFaults } from './arranged-faults.ts';
import { attachExchange, attachPeer, type Attach } from './attachment.ts';
import type { Environment } from './environment.ts';
import { spoiltAnswers } from './fault.ts';
import { Inbox } from './inbox.ts';
import { outOfOrder } from './out-of-order.ts';
import { OpenPayments, type OpenPayment } from './open-payments.ts';
import type { Party } from './party.ts';
import { References } from './references.ts';
import type { Specification } from './specification.ts';
import type { Trial } from './trial.ts';
import type { Turn } from './turn.ts';
import { runWorkflow, workflowCalled } from './workflow.ts';

export interface CallOptions {
  /** Merge patch on the request's body. */
  readonly overrides?: JsonObject;
  /** Where the patch comes from, by JSON Pointer. */
  readonly overridePlace?: (pointer: string) => string;
  /** Variables for this call alone. */
  readonly parameters?: JsonObject;
  readonly send?: SendOptions;
}

/** The API session of one scenario. */
export class Conversation {
  readonly specification: Specification;
  readonly attach: Attach;
  readonly redactor: Redactor;
  /** Every exchange on the wire in order, those for access tokens and keys among them. */
  readonly exchanges: Exchange[] = [];
  readonly turns: Turn[] = [];
  readonly references = new References(systemRandomness);
  readonly inbox: Inbox;
  /** What goes wrong with calls of an organization of its own: that of all scenarios would have others meet it, too. */
  readonly faults = new ArrangedFaults(() => this.#ownParty('The calls of all scenarios cannot go wrong'));
  readonly #environment: Environment;
  readonly #expected: readonly number[];
  #party: Party;
  #earlierToken: string | undefined;
  #insistence: Insisted<Turn> | undefined;
  readonly #openPayments = new OpenPayments();
  #arranged: Arranged;
  /** What the answers so far were asked to keep. */
  #kept: JsonObject = {};

  /** @param expected statuses that the scenario is about, which are never retried */
  constructor(environment: Environment, attach: Attach, expected: readonly number[] = []) {
    this.#expected = expected;
    this.specification = environment.specification;
    this.attach = attach;
    this.redactor = environment.redactor;
    this.#environment = environment;
    this.#party = environment.party;
    this.inbox = new Inbox({
      attach,
      endpoint: () => this.#party.endpoint(),
      concerns: (id) => Object.values(this.#kept).includes(id),
      unreliable: () => this.turns.find(({ exchanged }) => exchanged.failure?.blame === 'api')?.exchanged.failure,
    });
    environment.listen((exchange) => {
      this.exchanges.push(exchange);
      attachExchange(attach, exchange);
    });
    environment.listenToPeers((peer) => {
      attachPeer(attach, peer, environment.interference);
    });
  }

  /** What the target can do (`@needs:…`). */
  get abilities(): readonly Ability[] {
    return this.#environment.connection.abilities;
  }

  get party(): Party {
    return this.#party;
  }

  get variables(): Variables {
    return { ...this.#party.variables, ...this.references.variables(), ...this.#kept };
  }

  /** The last call. @throws ERR_FEATURE when there was none */
  get last(): Turn {
    return this.#turn(-1);
  }

  /** The call before the last one. @throws ERR_FEATURE when there was none */
  get previous(): Turn {
    return this.#turn(-2);
  }

  /**
   * Makes a call and keeps what its answer was to be asked for. It judges nothing.
   *
   * @param name a request spec's id, with a variant behind a `#`
   * @throws ERR_SPEC, ERR_VARIABLE when there is no such call or something is missing that it needs
   */
  async call(name: string, { send, ...options }: CallOptions = {}): Promise<Turn> {
    return this.#keep(await this.#send(this.#plan(name, options), send));
  }

  /**
   * Makes a call beside the scenario's own: it must be accepted, and is none to come back to.
   *
   * @throws what call and expectAccepted throw
   */
  async aside(name: string, { send, ...options }: CallOptions = {}): Promise<ReceivedResponse> {
    return expectAccepted(await this.#send(this.#plan(name, options), send));
  }

  /** Approves the payment for the payer, without recording the call. @throws what aside throws */
  async approve(): Promise<void> {
    const { name, ...options } = approvalCall(this.#environment.connection, this.#arranged);
    await this.aside(name, options);
  }

  /** Makes the last call again with the same idempotency key, with changes to its body or exactly as it was. */
  async repeat(changes: JsonObject = {}, send: SendOptions = {}): Promise<Turn> {
    const { planned } = this.last;
    const value = resolver(this.variables);
    const filled = fill(changes, (name) => value(name, () => `changes of ${planned.spec}`));
    const body = planned.body && mergePatch(planned.body, filled);
    return this.#keep(
      await this.#send({ ...planned, ...(body && { body }) }, { ...send, idempotencyKey: this.lastKey }),
    );
  }

  /** The idempotency key of the last call. @throws ERR_FEATURE when it carried none */
  get lastKey(): string {
    const { planned, exchanged } = this.last;
    if (exchanged.idempotencyKey !== undefined) return exchanged.idempotencyKey;
    throw outOfOrder(`${planned.spec} carried no idempotency key`, 'a call that changes something');
  }

  /** Makes one call as often as that at once: with the same content and the same idempotency key. */
  async atOnce(name: string, times: number, options: CallOptions = {}): Promise<readonly Turn[]> {
    const planned = this.#plan(name, options);
    const idempotencyKey = systemRandomness.uuid();
    const turns = await Promise.all(Array.from({ length: times }, () => this.#send(planned, { idempotencyKey })));
    this.turns.push(...turns);
    return turns;
  }

  /** An access token that was not in use before. It is a secret. */
  async newToken(): Promise<string> {
    const { json } = await this.aside('auth/token');
    const token = (json as { access_token: string }).access_token;
    this.redactor.learnToken(token);
    return token;
  }

  /**
   * Makes a call, and again as long as Nopan's guidance has it repeated. The last attempt is the last call; all of them are on record.
   *
   * @throws what call throws
   */
  async insist(name: string, { send, ...call }: CallOptions = {}): Promise<Turn> {
    const planned = this.#plan(name, call);
    this.#insistence = await insist(planned, send ?? {}, {
      send: (options) => this.#send(planned, { ...options, retry: false }),
      pause: (seconds) => this.#pause(seconds),
      errors: this.specification.protocol.errors,
      clock: this.#party.clock,
      randomness: systemRandomness,
    });
    return this.#keep(this.#insistence.last);
  }

  /** The last call that was insisted on. @throws ERR_FEATURE when there was none */
  get insistence(): Insisted<Turn> {
    if (this.#insistence !== undefined) return this.#insistence;
    throw outOfOrder('No call was made with retries', 'a call with retries before that');
  }

  /** Makes a call three times with references of their own: as it is, spoilt in the way of that title, and as it is. */
  async spoil(name: string, title: string, parameters: JsonObject = {}): Promise<Trial> {
    const tampering = this.specification.tamperings.byTitle(title);
    const { profile, credential } = tampering;
    const sound: SendOptions = profile === undefined ? {} : { profile };
    const before = await this.call(name, { parameters, send: sound });
    assertApplies(tampering, before.planned);
    const foreign = credential && (await this.#environment.foreignCredential(credential, this.#party));
    const spoilt = await this.call(name, { parameters, send: { ...sound, tampering, ...(foreign && { foreign }) } });
    const after = await this.call(name, { parameters, send: sound });
    return { title, tampering, before, spoilt, after };
  }

  /** Makes a call three times, and has the target spoil the second answer in the way of that title. */
  async spoilAnswer(name: string, title: string): Promise<Trial> {
    const tampering = this.specification.answerTamperings.byTitle(title);
    const operation = name.split('#')[0] ?? '';
    const before = await this.call(name);
    await this.#party.arrangeFaults([spoiltAnswers(operation, tampering)]);
    const spoilt = await this.call(name).finally(() => this.#party.arrangeFaults([]));
    return { title: `answered ${title}`, before, spoilt, after: await this.call(name) };
  }

  /**
   * Runs the workflow with this title to set up a state.
   *
   * @throws what workflowCalled and runWorkflow throw
   */
  async reach(title: string, given: JsonObject = {}): Promise<void> {
    const workflow = workflowCalled(title, this.specification.workflows);
    const parameters = parametersOf(workflow, given, this.variables);
    await runWorkflow(workflow, {
      parameters,
      call: (name, options) => {
        if (name !== 'mock/approve') return this.call(name, options);
        const { name: approval, ...how } = approvalCall(this.#environment.connection, this.#arranged);
        return this.call(approval, { ...options, ...how });
      },
    });
  }

  /** Goes on as an organization of its own, which is closed with the conversation. */
  async enrol(): Promise<void> {
    await this.#closeOwnParty();
    this.#party = await this.#environment.enrol();
  }

  /** @throws ERR_FEATURE when the organization is not this scenario's own, since others live in its time too */
  async letPass(duration: number): Promise<void> {
    const party = this.#ownParty('The time of all scenarios cannot be moved');
    this.#earlierToken = await party.client.accessToken();
    await party.advance(duration);
  }

  /** Lets time pass until the access token in use has expired, according to its response. @throws as letPass */
  async outliveAccessToken(): Promise<void> {
    await this.#ownParty('The time of all scenarios cannot be moved').client.accessToken();
    await this.letPass(tokenLifetime(this.exchanges) + 60);
  }

  /** The access token that was in use before time passed. @throws ERR_FEATURE when no time has passed */
  get earlierToken(): string {
    if (this.#earlierToken !== undefined) return this.#earlierToken;
    throw outOfOrder('There is no access token of before', 'time that passes before that');
  }

  /** Cancels what the scenario started and left open, as far as the target lets it: nobody else shall come across it. */
  async cancelOpenPayments(): Promise<void> {
    const { requests } = this.specification;
    this.#environment.listen(() => undefined);
    this.#environment.listenToPeers(undefined);
    const cancel = async (payment: OpenPayment): Promise<unknown> =>
      this.#party.client.send(
        plan(requests, 'payments/cancel', { variables: { ...this.#party.variables, ...payment } }),
      );
    await Promise.all(this.#openPayments.all.map(cancel));
  }

  /** Ends what the scenario began. */
  async close(): Promise<void> {
    this.#environment.listen(() => undefined);
    await this.#closeOwnParty();
  }

  /**
   * Goes on with a new client certificate and a new signing key of the same organization.
   *
   * @throws ERR_FEATURE when the organization is not this scenario's own
   */
  async renewCredentials(): Promise<void> {
    const party = this.#ownParty('Credentials that all scenarios share are not renewed');
    this.#party = await this.#environment.renew(party);
    await party.close();
  }

  /** @throws ERR_FEATURE when the organization is that of all scenarios */
  #ownParty(otherwise: string): Party {
    if (this.#party !== this.#environment.party) return this.#party;
    throw outOfOrder(otherwise, 'an organization of my own before that');
  }

  async #closeOwnParty(): Promise<void> {
    if (this.#party !== this.#environment.party) await this.#party.close();
  }

  /** Between two attempts: in a time of its own, nobody has to wait. */
  #pause(duration: number): Promise<void> {
    const isOwn = this.#party !== this.#environment.party;
    return isOwn ? this.#party.advance(duration) : setTimeout(duration * 1000);
  }

  async #send(planned: PlannedRequest, options?: SendOptions): Promise<Turn> {
    const { requests, schemas } = this.specification;
    const id = planned.spec.split('#')[0] ?? '';
    const spec = requests.get(id);
    const exchanged = await this.#party.client.send(planned, { expects: this.#expected, ...options });
    const { response, failure } = exchanged;
    this.#arranged = arrangedBy(id, planned.body as JsonObject | undefined) ?? this.#arranged;
    const answer = response && {
      status: response.status,
      body: response.json,
      contentType: fieldValue(response.fields, 'content-type'),
    };
    if (answer && !failure) this.#kept = { ...this.#kept, ...captured(spec, answer, planned.body) };
    if (answer?.status === 200) this.#openPayments.note(id, planned.body, answer.body);
    return { planned, exchanged, violations: answer ? judge(spec, answer, schemas) : [] };
  }

  #plan(name: string, { parameters, ...options }: CallOptions = {}): PlannedRequest {
    try {
      return plan(this.specification.requests, name, {
        ...options,
        variables: { ...this.variables, ...parameters },
      });
    } catch (error) {
      // A variable is missing because the response that should have set it failed, or was an error.
      if (isMissingVariable(error)) this.turns.forEach(expectAccepted);
      throw error;
    }
  }

  #keep(turn: Turn): Turn {
    this.turns.push(turn);
    return turn;
  }

  #turn(position: number): Turn {
    const turn = this.turns.at(position);
    if (turn) return turn;
    throw outOfOrder('There was no such call', 'a call before that');
  }
}

const isMissingVariable = (error: unknown): boolean => error instanceof CertifyError && error.code === 'ERR_VARIABLE';
