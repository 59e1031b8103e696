import type { PlannedRequest } from '../contract/request.ts';
import type { Exchanged } from './exchanged.ts';
import type { ClientOptions, SendOptions } from './options.ts';

/** A client of Nopan's API: signs what it sends, verifies what it gets, records both. */
export interface Client {
  /**
   * Sends one request. Resolves whatever the wire did: see `failure`.
   * @throws {CertifyError} ERR_FEATURE when the tampering does not apply to the request.
   */
  send(request: PlannedRequest, options?: SendOptions): Promise<Exchanged>;
  /**
   * A valid access token: the cached one, or a new one. It is a secret.
   * @throws {CertifyError} ERR_TOKEN, or why the token endpoint could not be asked.
   */
  accessToken(scope?: string): Promise<string>;
  /** Closes every connection. What is under way fails. */
  close(): Promise<void>;
}

export function createClient(options: ClientOptions): Client {
  throw new Error(`not written yet: ${options.baseUrl}`);
}
