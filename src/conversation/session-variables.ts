import { systemClock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { systemRandomness } from '../randomness.ts';
import { momentVariables } from './moments.ts';
import { partyVariables, References } from './references.ts';

/** The names of the variables that every session has before its first call. */
export const sessionVariables = (protocol: Protocol): string[] =>
  Object.keys({
    ...partyVariables({} as ClientCredentials, protocol, ''),
    ...new References(systemRandomness).variables(),
    ...momentVariables(systemClock),
  });
