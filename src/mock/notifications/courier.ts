import { createSecureContext, rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';

export interface CourierOptions {
  /** The authority to trust beside those that Node.js knows, PEM. */
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

/** Of an endpoint's answer only the status matters; so much of its content is read for the connection's sake, in bytes. */
const readAtMost = 65_536;

export function createCourier({ trust, timeoutSeconds }: CourierOptions): Courier {
  let agent: Agent | undefined;
  const open = (): Agent => {
    // Reading so many certificates takes longer than a handshake: once, and not before there is a webhook.
    const secureContext = createSecureContext({ ca: [trust, ...rootCertificates] });
    return new Agent({ connect: { secureContext, rejectUnauthorized: true } });
  };
  return {
    async deliver({ url, headers, body }) {
      const { statusCode, body: content } = await request(url, {
        method: 'POST',
        dispatcher: (agent ??= open()),
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
      // The status is there: what becomes of the rest is not what it acknowledges by.
      await content.dump({ limit: readAtMost }).catch(() => undefined);
      return statusCode;
    },
    close: () => agent?.destroy() ?? Promise.resolve(),
  };
}
