import type { Connection } from '../../target/connection.ts';

/** Statements and passphrases, which steps do not need. */
const withheld = new Set<string>(['passphrases', 'attestations', 'waivers'] satisfies (keyof Connection)[]);

/** Only what steps need to send requests and verify responses. */
export const connectionForOwn = (connection: Connection): Connection =>
  Object.fromEntries(Object.entries(connection).filter(([name]) => !withheld.has(name))) as unknown as Connection;
