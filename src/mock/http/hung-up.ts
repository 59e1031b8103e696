import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';

/** Whether nobody is there any more to read an answer. */
export function hasHungUp({ socket, destroyed, complete }: IncomingMessage): boolean {
  return socket.destroyed || (destroyed && !complete);
}

const noted = new WeakSet<Socket>();

/** Notes once of a connection that its client has hung up: clients do, and it is nobody's fault. */
export function noteHungUp(socket: Socket, log: Logger | undefined): void {
  if (noted.has(socket)) return;
  noted.add(socket);
  log?.debug('a client hung up');
}
