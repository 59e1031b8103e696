import type { Clock } from '../../clock.ts';

/** So many requests are served within so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly perSeconds: number;
}

/** Counts requests in windows of time, by the organization's clock. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #usual: RateLimit | undefined;
  #own: RateLimit | undefined;
  #windowStart = 0;
  #count = 0;

  constructor(clock: Clock, own: RateLimit | undefined, usual: RateLimit | undefined) {
    this.#clock = clock;
    this.#own = own;
    this.#usual = usual;
  }

  /** The organization's own limit, which goes before the usual one. */
  get own(): RateLimit | undefined {
    return this.#own;
  }

  set own(limit: RateLimit | undefined) {
    this.#own = limit;
    this.#windowStart = 0;
  }

  /** The limit that holds; undefined when there is none. */
  get limit(): RateLimit | undefined {
    return this.#own ?? this.#usual;
  }

  /** Takes one request. @returns seconds until there is room for it; 0 when there is now */
  take(): number {
    const { limit } = this;
    if (limit === undefined) return 0;
    const now = this.#clock.now();
    const windowMs = limit.perSeconds * 1000;
    if (now - this.#windowStart >= windowMs) {
      this.#windowStart = now;
      this.#count = 0;
    }
    if (this.#count >= limit.requests) return Math.ceil((this.#windowStart + windowMs - now) / 1000);
    this.#count += 1;
    return 0;
  }
}
