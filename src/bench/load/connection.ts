import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface Endpoint {
  readonly baseUrl: string;
  /** PEM; absent: no TLS. */
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string };
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One kept-alive connection of HTTP/1.1 that sends requests as they are and understands no more of answers than it must: whoever
 * loads a server has to be faster than it is.
 */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #resolve: (answer: Answer) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#take(chunk);
    });
    socket.on('error', (error) => {
      this.#reject(error);
    });
    socket.on('close', () => {
      this.#reject(new Error('the server has hung up'));
    });
  }

  static async open({ baseUrl, tls }: Endpoint): Promise<Connection> {
    const { hostname: host, port } = new URL(baseUrl);
    const address = { host, port: Number(port), noDelay: true };
    const socket = tls ? connectTls({ ...address, ...tls }) : connectTcp(address);
    await new Promise((resolve, reject) => {
      socket.once(tls ? 'secureConnect' : 'connect', resolve);
      socket.once('error', reject);
    });
    return new Connection(socket);
  }

  exchange(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      this.#reject(new Error(`an answer does not tell its length:\n${head}`));
      return;
    }
    const body = this.#received.subarray(end + 4);
    if (body.length < Number(length)) return;
    this.#received = Buffer.alloc(0);
    this.#resolve({ status: Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)), body });
  }
}
