import type { Delivery } from '../contract/types/delivery.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import type { Peer } from '../contract/types/result.ts';
import type { CertifyError } from '../errors.ts';
import type { Redactor } from '../evidence/redactor.ts';
import { mediaTypes } from '../evidence/media-types.ts';
import { failureOf } from './thrown.ts';

/** Hands evidence over to whoever keeps it. */
export type Attach = (text: string, mediaType: string) => unknown;

export const attachExchange = (attach: Attach, exchange: Exchange): void => {
  attach(JSON.stringify(exchange), mediaTypes.exchange);
};

export const attachDelivery = (attach: Attach, delivery: Delivery): void => {
  attach(JSON.stringify(delivery), mediaTypes.delivery);
};

/** The peers that answered, and how this process was started. */
export const attachPeer = (attach: Attach, peer: Peer, interference: readonly string[]): void => {
  attach(JSON.stringify({ peer, interference }), mediaTypes.peer);
};

/** Why a scenario cannot be shown by this target. */
export const attachSkip = (attach: Attach, reason: string): void => {
  attach(JSON.stringify({ reason }), mediaTypes.skip);
};

/** That a scenario was passed over, since what it needs is known to fail. */
export const attachNotRun = (attach: Attach): void => {
  attach('', mediaTypes.notRun);
};

/** A failure with all that it tells but secrets. */
export function attachFailure(attach: Attach, error: unknown, redactor: Pick<Redactor, 'failure'>): CertifyError {
  const { failure, frame } = failureOf(error);
  const { blame, code, message, where, expected, actual, advice } = failure;
  const told = redactor.failure({ message, where, expected, actual, advice, frame });
  attach(JSON.stringify({ class: blame, code, ...told }), mediaTypes.failure);
  return failure;
}
