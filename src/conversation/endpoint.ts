import type { Clock } from '../clock.ts';
import type { Protocol } from '../contract/protocol.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem } from '../credentials/key-pair.ts';
import type { Redactor } from '../evidence/redactor.ts';
import { systemRandomness } from '../randomness.ts';
import { hmac } from '../signing/hmac.ts';
import type { HmacProfile } from '../signing/profile.ts';
import { startReceiver, type Receiver } from '../webhooks/receiver.ts';
import { Agent, request } from 'undici';
import type { Control } from './control.ts';
import { organizationPath, text } from './enrolment.ts';

export interface EndpointOptions {
  readonly control: Control;
  readonly organizationId: string;
  /** The authority that issues the endpoint's certificate, PEM. */
  readonly trust: string | undefined;
  readonly secret: string;
  readonly settings: Protocol['webhooks'];
  readonly clock: Clock;
  readonly redactor: Redactor;
}

/** An organization's webhook endpoint, as Nopan sees it and as somebody else could. */
export interface Endpoint {
  readonly receiver: Receiver;
  /** Sends a notification as Nopan would: the body with the HMAC of `signed`. Resolves to the status it is answered with. */
  deliver(body: Buffer, signed: Buffer): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts a receiver and has the target deliver to it.
 *
 * @throws ERR_CONTROL when the target does not take it
 */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { control, organizationId, trust, secret, settings, clock, redactor } = options;
  const profile: HmacProfile = { header: settings.signatureHeader, hash: settings.hash, encoding: settings.encoding };
  const keys = generateKeyPair('P-256');
  const issued = await control.call('POST', '/certificates/server', {
    publicKey: publicKeyPem(keys.publicKey),
    names: ['127.0.0.1'],
  });
  const receiver = await startReceiver({
    key: privateKeyPem(keys.privateKey),
    certificate: text(issued, 'certificate'),
    hmac: { secret, profile },
    clock,
    randomness: systemRandomness,
    redactor,
    acknowledge: settings.acknowledge,
  });
  await control.call('PUT', `${organizationPath(organizationId)}/webhooks`, { endpoints: [{ url: receiver.url }] });

  return {
    receiver,
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
