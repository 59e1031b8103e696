import type { Delivery, Exchange } from '../../contract/types/result.ts';
import { indented } from '../json-text.ts';
import type { StateLook } from '../states.ts';
import { duration, moment, shortened } from '../text.ts';

/** The longest text that the page shows; result.json has the whole. */
const longest = 20_000;

export const clip = (text: string): string => shortened(text, longest);

type Facts = readonly (readonly [name: string, value: string])[];

/** One direction of an exchange. */
interface Side {
  readonly title: string;
  /** The request line or the status. */
  readonly line: string;
  readonly problem?: string;
  readonly fields: readonly (readonly string[])[];
  readonly body: string;
  readonly base?: { readonly title: string; readonly text: string; readonly note: string };
}

interface Mark {
  readonly text: string;
  readonly tone: StateLook['tone'];
}

export interface ExchangeView {
  readonly method: string;
  readonly path: string;
  readonly outcome: Mark;
  readonly tampering: string | undefined;
  readonly time: string;
  readonly facts: Facts;
  readonly sides: readonly Side[];
}

export function exchangeView(exchange: Exchange): ExchangeView {
  const { request, tampering, timings } = exchange;
  return {
    method: request.method,
    path: request.url.replace(/^https?:\/\/[^/]*/, ''),
    outcome: outcomeOf(exchange),
    tampering,
    time: duration(timings.durationMs),
    facts: factsOf(exchange),
    sides: [requestSide(exchange), responseSide(exchange)],
  };
}

/** An answer that failed the exchange all the same could not be relied on. */
function outcomeOf({ response, failure }: Exchange): Mark {
  if (response === undefined) return { text: 'no answer', tone: 'warn' };
  return failure === undefined
    ? { text: `${response.status}`, tone: 'quiet' }
    : { text: `${response.status}, not trusted`, tone: 'warn' };
}

function factsOf({ id, spec, startedAt, timings, tls }: Exchange): Facts {
  return [
    ['Request spec', spec],
    ['Exchange', id],
    ['Sent', `${moment(startedAt).replace(' UTC', '')}${startedAt.slice(19)}`],
    ...(timings.connectMs === undefined ? [] : ([['Connected in', duration(timings.connectMs)]] as const)),
    ...(tls
      ? ([
          ['TLS', `${tls.protocol}, ${tls.cipher}`],
          ['Server certificate', tls.serverCertificate],
          ['Client certificate', tls.clientCertificate ?? 'none offered'],
        ] as const)
      : []),
  ];
}

function requestSide({ request, signature }: Exchange): Side {
  const signed = signature.request;
  return {
    title: 'Request',
    line: `${request.method} ${request.url}`,
    fields: request.fields,
    body: clip(indented(request.body)),
    ...(signed && {
      base: {
        title: signed.profile === 'detached-jws' ? 'JWS signing input, as signed' : 'Signature base, as signed',
        text: clip(signed.base),
        note: `${signed.algorithm}, key ${signed.keyid}`,
      },
    }),
  };
}

function responseSide({ response, failure, signature }: Exchange): Side {
  const { verified, base, algorithm, keyid, problem } = signature.response ?? { verified: false };
  const key = [algorithm, keyid && `key ${keyid}`].filter(Boolean).join(', ');
  return {
    title: 'Response',
    line: response ? `Status ${response.status}` : 'None',
    ...(failure && { problem: `${failure.message} (${failure.code})` }),
    ...(problem !== undefined && { problem: `The signature does not verify: ${problem}` }),
    fields: response?.fields ?? [],
    body: clip(indented(response?.body ?? '')),
    ...(base !== undefined && {
      base: {
        title: `Signature base, as rebuilt: ${verified ? '✓ verified' : '✗ not verified'}`,
        text: clip(base),
        note: key,
      },
    }),
  };
}

export interface DeliveryView {
  readonly type: string;
  readonly hmac: Mark;
  readonly facts: Facts;
  readonly side: Side;
}

export function deliveryView(delivery: Delivery): DeliveryView {
  const { id, receivedAt, fields, body, notificationType, notificationId, hmacVerified, answeredWith } = delivery;
  return {
    type: notificationType ?? 'of unknown type',
    hmac: hmacVerified ? { text: '✓ HMAC verified', tone: 'good' } : { text: '✗ HMAC not verified', tone: 'bad' },
    facts: [
      ['Delivery', id],
      ['Received', moment(receivedAt)],
      ...(notificationId === undefined ? [] : ([['Notification', notificationId]] as const)),
      ['Answered with', `${answeredWith}`],
    ],
    side: { title: 'As received', line: 'POST', fields, body: clip(indented(body)) },
  };
}
