import type { Redactor } from '../evidence/redactor.ts';
import type { Connection } from '../target/connection.ts';
import { openEnvironment } from './environment.ts';

/**
 * Makes sure of what every scenario on a target rests on, so that one mistake is told once: its webhooks can be received, and it
 * grants an access token.
 *
 * @throws ERR_PORT, ERR_TOKEN, or why the target could not be asked
 */
export async function preflight(connection: Connection, redactor?: Redactor): Promise<void> {
  const environment = await openEnvironment(connection, undefined, redactor);
  try {
    await environment.telling(async () => {
      if (connection.webhooks !== undefined) await environment.party.endpoint();
      await environment.party.client.accessToken();
    });
  } finally {
    await environment.close();
  }
}
