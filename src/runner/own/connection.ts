import type { Connection } from '../../target/connection.ts';

/** What people state, and what keys were opened with, is of no use to a step. */
const withheld = new Set<string>(['passphrases', 'attestations', 'waivers'] satisfies (keyof Connection)[]);

/** What steps need to send requests and to know their answers, and no more: the key that signs packages is in no connection. */
export const connectionForOwn = (connection: Connection): Connection =>
  Object.fromEntries(Object.entries(connection).filter(([name]) => !withheld.has(name))) as unknown as Connection;
