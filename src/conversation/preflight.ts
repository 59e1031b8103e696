import { systemClock } from '../clock.ts';
import { plan } from '../contract/plan.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Peer } from '../contract/types/result.ts';
import type { Connection } from '../target/connection.ts';
import { probedConnection } from './ability-probe.ts';
import { probedNotifications } from './notification-probe.ts';
import { assertClocksAgree, compareClocks } from './clock-offset.ts';
import { openEnvironment, type Environment } from './environment.ts';

/**
 * Checks what every scenario on a target needs, so that a mistake is reported once: its webhooks can be received, its clock
 * agrees with the local one, and it grants an access token. Probes its test endpoints, too.
 *
 * @param needs what scenarios need of it (`@needs:…`)
 * @returns the connection with what the target can do, and the peers that answered
 * @throws ERR_PORT, ERR_CLOCK, ERR_TOKEN, or why the target could not be asked
 */
export async function preflight(
  connection: Connection,
  needs: ReadonlySet<string>,
  redactor?: Redactor,
): Promise<{ readonly connection: Connection; readonly peers: Peer[] }> {
  const environment = await openEnvironment(connection, undefined, redactor);
  const peers: Peer[] = [];
  environment.listenToPeers((peer) => {
    peers.push(peer);
  });
  try {
    return await environment.telling(async () => {
      if (connection.webhooks !== undefined) await environment.party.endpoint();
      await assertTime(environment);
      await environment.party.client.accessToken();
      const probed = await probedConnection(environment, needs);
      return { connection: await probedNotifications(environment, probed, needs), peers };
    });
  } finally {
    await environment.close();
  }
}

/** Checks the time before any signature: a wrong clock makes all of them invalid. */
async function assertTime({ connection, specification, party }: Environment): Promise<void> {
  const { requests, protocol } = specification;
  const asked = systemClock.now();
  const { response } = await party.client.send(plan(requests, 'auth/jwks', { variables: party.variables }));
  const at = (asked + systemClock.now()) / 2;
  if (response !== undefined) assertClocksAgree(compareClocks(response.fields, at, protocol), connection.baseUrl);
}
