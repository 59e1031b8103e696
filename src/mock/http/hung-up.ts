import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';

/** Whether the client has closed the connection. */
export function hasHungUp({ socket, destroyed, complete }: IncomingMessage): boolean {
  return socket.destroyed || (destroyed && !complete);
}

const noted = new WeakSet<Socket>();

/** Logs once per connection that its client hung up, which is normal. */
export function noteHungUp(socket: Socket, log: Logger | undefined): void {
  if (noted.has(socket)) return;
  noted.add(socket);
  log?.debug('a client hung up');
}
