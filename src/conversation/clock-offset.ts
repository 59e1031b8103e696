import type { Protocol } from '../contract/protocol.ts';
import { CertifyError, type ErrorDetails } from '../errors.ts';
import { parameterUnder } from '../signing/labelled.ts';
import { fieldValue, type Fields } from '../signing/message.ts';

/** How far the clock of a target is from the one of this machine, as one of its responses tells. */
export interface ClockComparison {
  /** By the signature where there is one, in seconds; positive: the target is ahead. */
  readonly seconds: number;
  /** How far off it may be, in seconds. */
  readonly allowed: number;
  /** `the target is 40 s ahead of this machine` */
  readonly distance: string;
  readonly details: ErrorDetails & { readonly expected: string; readonly actual: string; readonly advice: string };
}

interface Offset {
  readonly by: 'Date header' | 'signature time';
  readonly seconds: number;
}

/**
 * Compares clocks by the Date field (RFC 9110 section 6.6.1) and by the time of the signature.
 *
 * @param at this machine's time in the middle of the exchange, in milliseconds
 * @returns undefined when the response tells no time
 */
export function compareClocks(fields: Fields, at: number, protocol: Protocol): ClockComparison | undefined {
  const offsets = [...dateOffset(fields, at), ...createdOffset(fields, at, protocol.signature.label)];
  // A proxy may write another Date; the clock that matters is the one that checks signatures.
  const decisive = offsets.at(-1);
  if (decisive === undefined) return undefined;
  const allowed = windowOf(protocol);
  return {
    seconds: decisive.seconds,
    allowed,
    distance: `the target is ${span(decisive.seconds)} ${decisive.seconds > 0 ? 'ahead of' : 'behind'} this machine`,
    details: {
      expected: `within ${allowed} s, or signatures are rejected`,
      actual: offsets.map(offsetText).join('; '),
      advice: 'Set the clock of this machine by NTP; if it is right, tell the operator of the target.',
    },
  };
}

/** @throws ERR_CLOCK when no signature could be accepted */
export function assertClocksAgree(comparison: ClockComparison | undefined, where: string): void {
  if (comparison === undefined || Math.abs(comparison.seconds) <= comparison.allowed) return;
  throw new CertifyError('ERR_CLOCK', `Clocks are too far apart: ${comparison.distance}`, {
    where,
    ...comparison.details,
  });
}

/** How old a signature may be: its own setting in each profile. */
const windowOf = ({ signature, jws }: Protocol): number =>
  signature.profile === 'detached-jws' ? jws.iatWindowSeconds : signature.createdWindowSeconds;

/** Sources of whole seconds agree within one. */
const offsetText = ({ by, seconds }: Offset): string =>
  Math.abs(seconds) <= 1 ? `${by} agrees` : `${by} is ${span(seconds)} ${seconds > 0 ? 'ahead' : 'behind'}`;

const dayS = 86_400;

/** `40 s`, `463 days` */
function span(seconds: number): string {
  const size = Math.abs(seconds);
  return size < 2 * dayS ? `${size} s` : `${Math.round(size / dayS)} days`;
}

function dateOffset(fields: Fields, at: number): Offset[] {
  const date = Date.parse(fieldValue(fields, 'date') ?? '');
  return Number.isNaN(date) ? [] : [{ by: 'Date header', seconds: wholeSeconds(date, at) }];
}

function createdOffset(fields: Fields, at: number, label: string): Offset[] {
  const created = parameterUnder(label, 'created', fieldValue(fields, 'signature-input') ?? '') ?? '';
  return !/^\d{1,12}$/.test(created)
    ? []
    : [{ by: 'signature time', seconds: wholeSeconds(Number(created) * 1000, at) }];
}

/** Both count whole seconds, so that the target's time was half a second later on average. */
const wholeSeconds = (told: number, at: number): number => Math.round((told + 500 - at) / 1000);
