import { Agent, request } from 'undici';
import type { Clock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from '../credentials/key-pair.ts';
import type { Redactor } from '../evidence/redactor.ts';
import { systemRandomness } from '../randomness.ts';
import { hmac } from '../signing/hmac.ts';
import { hmacProfile, type HmacProfile } from '../signing/profile.ts';
import type { Connection } from '../target/connection.ts';
import { startReceiver, type Receiver, type ReceiverOptions } from '../webhooks/receiver.ts';
import type { Control } from './control.ts';
import { text } from './enrolment.ts';

export interface EndpointOptions {
  readonly secret: string;
  readonly settings: Protocol['webhooks'];
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** The authority of the target, PEM. */
  readonly trust: string | undefined;
}

/** An organization's webhook endpoint, as Nopan sees it and as somebody else could. */
export interface Endpoint {
  readonly receiver: Receiver;
  readonly hmac: HmacProfile;
  /** How long a notification may take to arrive, in milliseconds. */
  readonly deadlineMs: number;
  /** Sends a notification as Nopan would: the body with the HMAC of `signed`. Resolves to the status it is answered with. */
  deliver(body: Buffer, signed: Buffer): Promise<number>;
  close(): Promise<void>;
}

/**
 * A webhook from a mock on this machine takes some 10 ms, and seconds on a machine that is busy with other work. One from a remote
 * target crosses the internet and a tunnel.
 */
const deadlinesMs = { near: 5_000, far: 30_000 };

/**
 * Starts a receiver with a certificate of the target.
 *
 * @throws ERR_CONTROL when the target does not take it
 */
export async function openCertifiedEndpoint(control: Control, options: EndpointOptions): Promise<Endpoint> {
  const keys = generateKeyPair('P-256');
  const issued = await control.call('POST', '/certificates/server', {
    publicKey: publicKeyPem(keys.publicKey),
    names: ['127.0.0.1'],
  });
  const tls = { key: privateKeyPem(keys.privateKey), certificate: text(issued, 'certificate') };
  return openEndpoint({ tls }, deadlinesMs.near, options);
}

/**
 * Starts a receiver behind the public URL that the portal holds: whatever answers there forwards to it, over plain HTTP.
 *
 * @throws ERR_PORT when its address is taken
 */
export function openForwardedEndpoint(
  { listen, url }: NonNullable<Connection['webhooks']>,
  options: EndpointOptions,
): Promise<Endpoint> {
  return openEndpoint({ listen, path: pathOf(url) }, deadlinesMs.far, options);
}

async function openEndpoint(
  address: Pick<ReceiverOptions, 'tls' | 'listen' | 'path'>,
  deadlineMs: number,
  { secret, settings, clock, redactor, trust }: EndpointOptions,
): Promise<Endpoint> {
  const profile = hmacProfile(settings);
  const receiver = await startReceiver({
    ...address,
    hmac: { secret, profile },
    clock,
    randomness: systemRandomness,
    redactor,
    acknowledge: settings.acknowledge,
  });
  return {
    receiver,
    hmac: profile,
    deadlineMs,
    async deliver(body, signed) {
      const dispatcher = new Agent(trust === undefined ? {} : { connect: { ca: trust } });
      try {
        const headers = { 'content-type': 'application/json', [profile.header]: hmac(signed, secret, profile) };
        const answer = await request(receiver.url, { method: 'POST', dispatcher, headers, body });
        await answer.body.dump();
        return answer.statusCode;
      } finally {
        await dispatcher.destroy();
      }
    },
    close: () => receiver.close(),
  };
}

/** Called when the target asks for the URL. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
