import type { ForeignCredential } from '../client/spoilt-request.ts';
import { systemClock } from '../clock.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import type { Peer } from '../contract/types/result.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { CertifyError } from '../errors.ts';
import { withoutSecrets } from '../evidence/error-texts.ts';
import { createRedactor, type Redactor } from '../evidence/redactor.ts';
import type { Connection } from '../target/connection.ts';
import { interferenceOf } from '../target/interference.ts';
import { Control } from './control.ts';
import { enrol, givenIdentity, renewed } from './enrolment.ts';
import { ForeignCredentials } from './foreign-credentials.ts';
import { learnSecrets } from './known-secrets.ts';
import { MetPeers } from './met-peers.ts';
import { Party, type Surroundings } from './party.ts';
import { loadSpecification, type Specification } from './specification.ts';

export type ExchangeListener = (exchange: Exchange) => void;
export type PeerListener = (peer: Peer) => void;

/** What all scenarios of a process share: the target, the specification, and one organization whose time stands still. */
export interface Environment {
  readonly connection: Connection;
  readonly specification: Specification;
  readonly party: Party;
  /** Options and variables of this process that can change which CAs it trusts. */
  readonly interference: readonly string[];
  /** Knows every secret that this process has met. */
  readonly redactor: Redactor;
  /** Does something; what it fails with tells no secret. */
  telling<T>(action: () => Promise<T>): Promise<T>;
  /**
   * Another organization, for a scenario that must not disturb the others. Who asks for it closes it.
   *
   * @throws ERR_CONTROL when the target takes none in
   */
  enrol(): Promise<Party>;
  /**
   * The same organization with a new client certificate and a new signing key, in its own time.
   *
   * @throws ERR_CONTROL when the target issues none
   */
  renew(party: Party): Promise<Party>;
  /**
   * A credential that a party should not use, to spoil a request with.
   *
   * @throws ERR_CONTROL when the target provides none
   */
  foreignCredential(name: NonNullable<Tampering['credential']>, party: Party): Promise<ForeignCredential>;
  /** Tells every exchange from now on to this listener, and no longer to the one before. */
  listen(listener: ExchangeListener): void;
  /** Reports each peer, past and future, once to this listener, which replaces the one before. */
  listenToPeers(listener: PeerListener | undefined): void;
  close(): Promise<void>;
}

/**
 * Opens the conversation with a target: reads specs/, and has the target take an organization in or uses the given one.
 *
 * @param ownSpecs a folder of the user's own, laid out as specs/ is
 * @param redactor learns every secret that is met
 * @throws ERR_SPEC, ERR_SCHEMA, ERR_CONFIG when specs/ is broken; ERR_CONTROL when the target takes no organization in
 */
export async function openEnvironment(
  connection: Connection,
  ownSpecs?: string,
  redactor: Redactor = createRedactor(),
): Promise<Environment> {
  learnSecrets(connection, redactor);
  const specification = loadSpecification(connection.protocol, ownSpecs);
  const control = connection.control && new Control({ ...connection.control, trust: connection.trust });
  let listener: ExchangeListener = () => undefined;
  const onExchange = (exchange: Exchange): void => {
    listener(exchange);
  };
  const peers = new MetPeers();
  const interference = interferenceOf({ environment: process.env, execArgv: process.execArgv });
  redactor.hideFields([specification.protocol.webhooks.signatureHeader]);
  const surroundings: Surroundings = {
    ...{ connection, specification, control, redactor, onExchange },
    onPeer: (peer) => {
      peers.add(peer);
    },
  };

  const [curve = 'P-256'] = specification.protocol.signature.keyCurves;
  const enrolled = async (): Promise<Party> => {
    if (control === undefined) throw noControl(connection);
    return new Party(await enrol(control, connection.trust, curve), surroundings);
  };
  const foreign = control && new ForeignCredentials(control, { trust: connection.trust, clock: systemClock, curve });
  const own =
    connection.credentials && new Party(givenIdentity(connection.credentials, connection.trust), surroundings);
  const party =
    own ??
    (await enrolled().catch(async (error: unknown) => {
      await control?.close();
      throw error;
    }));
  return {
    connection,
    specification,
    party,
    interference,
    redactor,
    async telling(action) {
      try {
        return await action();
      } catch (error) {
        throw withoutSecrets(error, redactor);
      }
    },
    enrol: enrolled,
    async renew({ credentials, clock, webhookSecret }) {
      if (control === undefined) throw noControl(connection);
      const identity = {
        credentials: await renewed(control, credentials, curve),
        ...(webhookSecret && { webhookSecret }),
      };
      return new Party(identity, surroundings, clock);
    },
    async foreignCredential(name, { client, credentials: { organizationId } }) {
      if (name === 'token-for-reading') return { token: await client.accessToken('payments:read') };
      if (foreign === undefined) throw noControl(connection);
      return foreign.of(name, organizationId);
    },
    listen(next) {
      listener = next;
    },
    listenToPeers(next) {
      peers.listen(next);
    },
    async close() {
      await Promise.all([party.close(), control?.close()]);
    },
  };
}

function noControl({ name, baseUrl }: Connection): CertifyError {
  return new CertifyError('ERR_CONTROL', `${name} takes in no organization`, {
    where: baseUrl,
    expected: 'credentials, or a control API',
    advice: 'Name the credentials in the configuration.',
  });
}
