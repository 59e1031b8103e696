import type { Delivery, Exchange } from '../../contract/types/result.ts';
import { indented } from '../json-text.ts';
import type { StateLook } from '../states.ts';
import { duration, moment, shortened } from '../text.ts';
import type { Span } from './timeline.ts';

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

/** A call or a webhook, in the order of its step. */
export interface EvidenceView {
  readonly anchor: string;
  readonly method: string;
  readonly path: string;
  readonly outcome: Mark;
  readonly tampering: string | undefined;
  readonly time: string;
  readonly span: Span;
  readonly facts: Facts;
  readonly sides: readonly Side[];
}

type Place = Pick<EvidenceView, 'anchor' | 'span'>;

export function exchangeView(exchange: Exchange, { anchor, span }: Place): EvidenceView {
  const { request, tampering, timings } = exchange;
  return {
    anchor,
    span,
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
  if (response === undefined) return { text: 'no response', tone: 'warn' };
  return failure === undefined
    ? { text: `${response.status}`, tone: 'quiet' }
    : { text: `${response.status}, not trusted`, tone: 'warn' };
}

function factsOf({ id, spec, startedAt, timings, tls, request: { token } }: Exchange): Facts {
  return [
    ['Request spec', spec],
    ['Exchange', id],
    ['Sent', precise(startedAt)],
    ['Took', duration(timings.durationMs)],
    ...(timings.connectMs === undefined ? [] : ([['Connected in', duration(timings.connectMs)]] as const)),
    ...(tls
      ? ([
          ['TLS', `${tls.protocol}, ${tls.cipher}`],
          ['Server certificate, SHA-256', tls.serverCertificate],
          ['Client certificate, SHA-256', tls.clientCertificate ?? 'none offered'],
        ] as const)
      : []),
    ...(token ? ([['Access token', tokenText(token)]] as const) : []),
  ];
}

const tokenText = ({ fingerprint, claims }: NonNullable<Exchange['request']['token']>): string =>
  claims === undefined ? fingerprint : `${fingerprint}, ${shortened(JSON.stringify(claims), 600)}`;

/** `2026-01-19 12:00:00.100 UTC` */
const precise = (time: string): string => moment(time).replace(' UTC', `${time.slice(19, -1)} UTC`);

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

export function deliveryView(delivery: Delivery, { anchor, span }: Place): EvidenceView {
  const { id, receivedAt, fields, body, notificationType, notificationId, hmacVerified, note, answeredWith } = delivery;
  return {
    anchor,
    span,
    method: 'Webhook',
    path: notificationType ?? 'of unknown type',
    outcome: hmacVerified ? { text: '✓ HMAC', tone: 'good' } : { text: '✗ HMAC not verified', tone: 'bad' },
    tampering: undefined,
    time: '',
    facts: [
      ['Delivery', id],
      ['Received', precise(receivedAt)],
      ...(notificationId === undefined ? [] : ([['Notification', notificationId]] as const)),
      ['Response status', `${answeredWith}`],
      ...(note === undefined ? [] : ([['Note', `It ${note}`]] as const)),
    ],
    sides: [{ title: 'As received', line: 'POST', fields, body: clip(indented(body)) }],
  };
}
