import type { Connection } from '../../target/connection.ts';

/** What steps need to send requests and to know their answers, and no more: the key that signs packages is in no connection. */
export function connectionForOwn(connection: Connection): Connection {
  const { passphrases: _passphrases, attestations: _attestations, waivers: _waivers, ...rest } = connection;
  return rest;
}
