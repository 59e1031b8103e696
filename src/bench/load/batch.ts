import { processorTime } from '../processes.ts';
import { Connection, type Endpoint } from './connection.ts';
import { requestSigner, type Sender, type Sent } from './signed-requests.ts';

/** So many requests of one kind over so many connections. */
export interface Batch {
  /** The server's process. */
  readonly pid: number;
  readonly endpoint: Endpoint;
  readonly sender: Sender;
  readonly sent: Sent;
  readonly connections: number;
  readonly requests: number;
}

export interface BatchTimes {
  readonly seconds: number;
  /** Of processor time that the server took, and that this process took. */
  readonly serverSeconds: number;
  readonly senderSeconds: number;
}

/** Sends requests that were signed before the time runs; every answer must be a 200. */
export async function batch({ pid, endpoint, sender, sent, connections, requests }: Batch): Promise<BatchTimes> {
  const signed = requestSigner(endpoint.baseUrl, sender);
  const open = await openConnections(endpoint, connections);
  try {
    // The first request of a connection has its certificate read: not what is measured here.
    const first = open.map(() => signed(sent));
    await sendAll(open, first);
    const waiting = Array.from({ length: requests }, () => signed(sent));
    const server = processorTime(pid);
    const sender = processorTime(process.pid);
    const start = performance.now();
    await sendAll(open, waiting);
    return {
      seconds: (performance.now() - start) / 1000,
      serverSeconds: processorTime(pid) - server,
      senderSeconds: processorTime(process.pid) - sender,
    };
  } finally {
    for (const connection of open) connection.close();
  }
}

export function openConnections(endpoint: Endpoint, connections: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: connections }, () => Connection.open(endpoint)));
}

/** Each connection takes the next request as soon as it has its answer. */
async function sendAll(connections: readonly Connection[], waiting: Buffer[]): Promise<void> {
  await Promise.all(
    connections.map(async (connection) => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const { status, body } = await connection.exchange(next);
        if (status !== 200) throw new Error(`a request was answered with ${status}: ${body.toString()}`);
      }
    }),
  );
}
