import type { StepResult } from '../../contract/types/result.ts';
import { duration } from '../text.ts';

/** Where in its scenario's time a call or a webhook lies, in percent of all of it. */
export interface Span {
  readonly left: string;
  readonly width: string;
  /** How long nothing had happened before, where that is told and not drawn: `24 h`. */
  readonly pause: string;
}

interface Event {
  readonly of: object;
  readonly start: number;
  readonly length: number;
}

/** In milliseconds. */
const longestUntold = 1000;

/**
 * Every exchange and webhook of a scenario on one axis. A pause is drawn no longer than a quarter of all calls take, since a
 * scenario may put the clock forward by days.
 */
export function timelineOf(steps: readonly StepResult[]): ReadonlyMap<object, Span> {
  const events = steps.flatMap(eventsOf).sort((one, other) => one.start - other.start);
  const longestPause = Math.max(1, events.reduce((sum, { length }) => sum + length, 0) / 4);
  let end = events[0]?.start ?? 0;
  let place = 0;
  const placed = events.map(({ of, start, length }) => {
    const pause = start - end;
    const begin = place + Math.min(pause, longestPause);
    if (start + length > end) {
      end = start + length;
      place = begin + length;
    }
    return { of, begin, length, pause: pause > longestUntold ? duration(pause) : '' };
  });
  const share = (length: number): string => ((100 * length) / Math.max(place, 1)).toFixed(1);
  return new Map(
    placed.map(({ of, begin, length, pause }) => [of, { left: share(begin), width: share(length), pause }]),
  );
}

const eventsOf = ({ exchanges, deliveries }: StepResult): Event[] => [
  ...exchanges.map((of) => ({ of, start: Date.parse(of.startedAt), length: of.timings.durationMs })),
  ...deliveries.map((of) => ({ of, start: Date.parse(of.receivedAt), length: 0 })),
];
