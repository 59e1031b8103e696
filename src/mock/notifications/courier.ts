import { Agent, request } from 'undici';

export interface CourierOptions {
  /** The authority to trust beside the usual ones, PEM. */
  readonly trust: string;
  readonly timeoutSeconds: number;
}

/** A webhook as it goes on the wire. */
export interface Parcel {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Carries webhooks to endpoints over HTTPS. */
export interface Courier {
  /** Delivers once; resolves to the status of the answer, and rejects when there is none. */
  deliver(parcel: Parcel): Promise<number>;
  close(): Promise<void>;
}

export function createCourier({ trust, timeoutSeconds }: CourierOptions): Courier {
  const agent = new Agent({ connect: { ca: trust, rejectUnauthorized: true } });
  return {
    async deliver({ url, headers, body }) {
      const { statusCode, body: content } = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
      await content.dump();
      return statusCode;
    },
    close: () => agent.destroy(),
  };
}
