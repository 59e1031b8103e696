import type { Operator } from './spoil.ts';

/** Sends the request over a connection of another kind. */
export const connect: Operator = ({ connection = 'without-certificate' }) => ({
  unsigned: (request) => ({ ...request, connection }),
});
