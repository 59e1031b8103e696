import { rootCertificates } from 'node:tls';
import { Agent, request } from 'undici';
import { loadTrust } from '../../credentials/load.ts';
import { CertifyError } from '../../errors.ts';
import { ok, skipped, type Check, type Verdict } from '../check.ts';
import type { OnlineSubject } from './subject.ts';

const timeoutMs = 10_000;

/** Notifications can arrive. */
export const webhookChecks: readonly Check<OnlineSubject>[] = [
  {
    id: 'webhooks.url',
    heading: 'Webhooks',
    title: 'URL answers',
    source: 'WHSET',
    needs: ['target.trust'],
    examine: reachable,
  },
];

/** Any answer will do: that of a proxy too, behind which nothing listens before a run. */
async function reachable({ configuration }: OnlineSubject): Promise<Verdict> {
  const { webhooks, target } = configuration.value;
  if (webhooks === undefined) return skipped('no webhooks are configured');
  const own = target.trust === undefined ? [] : [loadTrust(target.trust)];
  // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot switch it off.
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, ...own], rejectUnauthorized: true } });
  try {
    const { statusCode, body } = await request(webhooks.url, { dispatcher, signal: AbortSignal.timeout(timeoutMs) });
    await body.dump();
    return ok(`${new URL(webhooks.url).host} answers with ${statusCode}`);
  } catch (cause) {
    throw new CertifyError('ERR_TARGET', 'The URL of the webhooks cannot be reached', {
      where: configuration.origin('/webhooks/url').where,
      expected: `any answer of ${new URL(webhooks.url).host} over TLS: a failed handshake counts as a failed delivery`,
      actual: reasonOf(cause),
      advice: 'Start the tunnel or proxy behind that URL, and check its certificate and your firewall.',
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
