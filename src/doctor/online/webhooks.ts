import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import type { Protocol } from '../../contract/protocol.ts';
import { openForwardedEndpoint } from '../../conversation/endpoint.ts';
import { loadSpecification } from '../../conversation/specification.ts';
import { loadTrust } from '../../credentials/load.ts';
import { CertifyError } from '../../errors.ts';
import { createRedactor } from '../../evidence/redactor.ts';
import { proxyAdvice } from '../../proxy.ts';
import { hmac } from '../../signing/hmac.ts';
import { hmacProfile } from '../../signing/profile.ts';
import { ok, skipped, type Check, type Verdict } from '../check.ts';
import type { OnlineSubject } from './subject.ts';

const timeoutMs = 10_000;

/** Notifications can arrive. */
export const webhookChecks: readonly Check<OnlineSubject>[] = [
  {
    id: 'webhooks.url',
    heading: 'Webhooks',
    title: 'arrive here',
    source: 'WHSET',
    needs: ['target.trust'],
    examine: arrives,
  },
];

/** A notification of our own, sent to the public URL, must arrive at the local receiver as it was sent. */
async function arrives(subject: OnlineSubject): Promise<Verdict> {
  const { webhooks, protocol } = subject.configuration.value;
  if (webhooks === undefined) return skipped('no webhooks are configured');
  const { secret, listen, url } = webhooks;
  const settings = loadSpecification(protocol).protocol.webhooks;
  const redactor = createRedactor({ secretFields: [settings.signatureHeader] });
  const endpoint = await openForwardedEndpoint(webhooks, {
    secret,
    settings,
    clock: subject.clock,
    redactor,
    trust: undefined,
  });
  try {
    const status = await knock(subject, url, settings, secret);
    const at = `${listen.host}:${listen.port}`;
    if (status === settings.acknowledge) return ok(`${new URL(url).host} forwards to ${at}`);
    throw new CertifyError('ERR_TARGET', 'What is sent to the URL of the webhooks does not arrive as it was sent', {
      where: subject.configuration.origin('/webhooks/url').where,
      expected: `status ${settings.acknowledge}, as the receiver at ${at} acknowledges what has the right HMAC`,
      actual: `status ${status}`,
      advice:
        'Have what answers there forward to that address over plain HTTP: the same content, the same header fields.',
    });
  } finally {
    await endpoint.close();
  }
}

/** @returns the status of the answer */
async function knock(
  { configuration }: OnlineSubject,
  url: string,
  settings: Protocol['webhooks'],
  secret: string,
): Promise<number> {
  const { trust } = configuration.value.target;
  const own = trust === undefined ? [] : [loadTrust(trust)];
  // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, ...own], rejectUnauthorized: true } });
  const content = Buffer.from(JSON.stringify({ notificationType: 'NOPAN_CERTIFY_DOCTOR' }));
  const profile = hmacProfile(settings);
  const headers = { 'content-type': 'application/json', [profile.header]: hmac(content, secret, profile) };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const { statusCode, body } = await request(url, { method: 'POST', headers, body: content, dispatcher, signal });
    await body.dump();
    return statusCode;
  } catch (cause) {
    throw new CertifyError('ERR_TARGET', 'The URL of the webhooks cannot be reached', {
      where: configuration.origin('/webhooks/url').where,
      expected: `an answer of ${new URL(url).host} over TLS: a failed handshake counts as a failed delivery`,
      actual: reasonOf(cause),
      advice: `Start the tunnel or proxy behind that URL, and check its certificate and your firewall.${proxyAdvice(url, process.env)}`,
      cause,
    });
  } finally {
    await dispatcher.destroy();
  }
}

function reasonOf(cause: unknown): string {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error ? first.message : String(first);
}
