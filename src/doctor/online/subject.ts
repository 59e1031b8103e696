import type { Exchanged, ReceivedResponse } from '../../client/exchanged.ts';
import type { SendOptions } from '../../client/options.ts';
import type { Clock } from '../../clock.ts';
import type { Configuration } from '../../config/configuration.ts';
import { plan } from '../../contract/plan.ts';
import { openEnvironment, type Environment } from '../../conversation/environment.ts';
import { fullScopes } from '../../conversation/party.ts';
import { CertifyError } from '../../errors.ts';
import type { Redactor } from '../../evidence/redactor.ts';
import type { Connection } from '../../target/connection.ts';
import { sandboxConnection } from '../../target/sandbox.ts';
import type { Finding } from '../check.ts';
import { once } from '../once.ts';

/** An exchange that got an answer. */
export type Answered = Exchanged & { readonly response: ReceivedResponse };

/** An answer, with this machine's time in the middle of the exchange, in milliseconds. */
export type TimedAnswer = Answered & { readonly at: number };

/** A target that is asked a few harmless things, each once. @throws what a call fails with when there is no answer */
export interface OnlineSubject {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly connection: () => Promise<Connection>;
  readonly environment: () => Promise<Environment>;
  /** The target's published keys. */
  readonly publishedKeys: () => Promise<TimedAnswer>;
  /** A signed request that changes nothing: for an access token of the least scope. */
  readonly greeting: () => Promise<Answered>;
  /** An access token with the scopes of a full integration. */
  readonly token: () => Promise<Answered>;
  /** A signed request without content that changes nothing: for a payment that there is not. */
  readonly signedCall: (token: string) => Promise<Answered>;
  /** The findings without the secrets that the target quoted. */
  readonly withoutSecrets: (findings: readonly Finding[]) => Promise<Finding[]>;
  readonly close: () => Promise<void>;
}

export interface OnlineOptions {
  readonly configuration: Configuration;
  readonly clock: Clock;
  /** Learns every secret that is met. */
  readonly redactor?: Redactor;
}

export function onlineSubject({ configuration, clock, redactor }: OnlineOptions): OnlineSubject {
  let opened: Promise<Environment> | undefined;
  const connection = once(() => sandboxConnection({ configuration, clock }));
  const environment = async (): Promise<Environment> =>
    (opened ??= connection().then((known) => openEnvironment(known, undefined, redactor)));

  const call = async (name: string, variables: Record<string, string> = {}, options: SendOptions = {}) => {
    const { party, specification } = await environment();
    const request = plan(specification.requests, name, { variables: { ...party.variables, ...variables } });
    return answered(await party.client.send(request, options), configuration);
  };

  return {
    configuration,
    clock,
    connection,
    environment,
    publishedKeys: once(async () => {
      const askedAt = clock.now();
      const exchanged = await call('auth/jwks');
      return { ...exchanged, at: (askedAt + clock.now()) / 2 };
    }),
    greeting: once(() => call('auth/token#default-scope')),
    token: once(() => call('auth/token', { scope: fullScopes })),
    signedCall: (token) => call('payments/status', { transactionId: 'nopan-certify-doctor' }, { token }),
    withoutSecrets: async (findings) => {
      const environment = await opened?.catch(() => undefined);
      return findings.map((finding) => ({ ...finding, ...environment?.redactor.failure(finding) }));
    },
    close: async () => {
      const environment = await opened?.catch(() => undefined);
      await environment?.close();
    },
  };
}

function answered(exchanged: Exchanged, { value }: Configuration): Answered {
  const { response, failure } = exchanged;
  if (response !== undefined && failure?.code !== 'ERR_TARGET') return { ...exchanged, response };
  throw failure ?? new CertifyError('ERR_TARGET', 'There is no answer', { where: value.target.baseUrl });
}
