import type { Redactor } from '../evidence/redactor.ts';
import type { Peer } from '../contract/types/result.ts';
import type { Connection } from '../target/connection.ts';
import { probedConnection } from './ability-probe.ts';
import { probedNotifications } from './notification-probe.ts';
import { openEnvironment } from './environment.ts';

/**
 * Makes sure of what every scenario on a target rests on, so that one mistake is told once: its webhooks can be received, and it
 * grants an access token. Probes its test endpoints, too.
 *
 * @param needs what scenarios need (`@needs:…`)
 * @returns the connection with the probed abilities, and the peers that answered
 * @throws ERR_PORT, ERR_TOKEN, or why the target could not be asked
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
      await environment.party.client.accessToken();
      const probed = await probedConnection(environment, needs);
      return { connection: await probedNotifications(environment, probed, needs), peers };
    });
  } finally {
    await environment.close();
  }
}
