import type { Endpoint } from '../load/connection.ts';

/** A server in a process of its own. */
export interface LoadedServer {
  readonly pid: number;
  readonly endpoint: Endpoint;
  stop(): Promise<void>;
}
