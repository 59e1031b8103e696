import type { Clock } from '../../clock.ts';

/** How a clock differs from the one behind it. */
export interface ClockSetting {
  readonly aheadMs: number;
  /** Where it stands still: milliseconds since 1970-01-01T00:00:00Z. */
  readonly frozenAt?: number;
}

/** The time of one organization: a clock that can be moved forward, and be made to stand still. */
export class OrganizationClock implements Clock {
  readonly #clock: Clock;
  #setting: ClockSetting;

  constructor(clock: Clock, setting: ClockSetting = { aheadMs: 0 }) {
    this.#clock = clock;
    this.#setting = setting;
  }

  get setting(): ClockSetting {
    return this.#setting;
  }

  get frozen(): boolean {
    return this.#setting.frozenAt !== undefined;
  }

  now(): number {
    const { aheadMs, frozenAt } = this.#setting;
    return frozenAt ?? this.#clock.now() + aheadMs;
  }

  advance(seconds: number): void {
    const { aheadMs, frozenAt } = this.#setting;
    const by = seconds * 1000;
    this.#setting = frozenAt === undefined ? { aheadMs: aheadMs + by } : { aheadMs, frozenAt: frozenAt + by };
  }

  /** Back to the clock behind it, frozen or not. */
  reset(): void {
    this.#setting = { aheadMs: 0 };
  }

  freeze(): void {
    this.#setting = { ...this.#setting, frozenAt: this.now() };
  }

  /** Goes on from where it stood still. */
  resume(): void {
    this.#setting = { aheadMs: this.now() - this.#clock.now() };
  }
}
