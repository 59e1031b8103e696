/** The time, handed in wherever it matters, so that tests and scenarios can move it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds of a day. */
export const dayMs = 24 * 3_600_000;

/** The clock's time as a NumericDate: whole seconds since 1970-01-01T00:00:00Z (RFC 7519 section 2). */
export function seconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}
