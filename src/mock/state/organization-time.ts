import type { Clock } from '../../clock.ts';

interface Task {
  /** Milliseconds since 1970-01-01T00:00:00Z, by this clock. */
  readonly dueAt: number;
  readonly run: () => void;
  readonly timer: NodeJS.Timeout;
}

/** The time of one organization: a clock that can be moved forward, and what is to happen when. */
export class OrganizationTime implements Clock {
  readonly #clock: Clock;
  readonly #tasks = new Set<Task>();
  #aheadMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now() + this.#aheadMs;
  }

  /** Moves the clock forward and does everything that is due by then, earliest first. */
  advance(seconds: number): void {
    this.#aheadMs += seconds * 1000;
    const due = [...this.#tasks].filter(({ dueAt }) => dueAt <= this.now()).sort((a, b) => a.dueAt - b.dueAt);
    for (const task of due) this.#perform(task);
  }

  /** Has something done later: when so much time has passed, or the clock was moved so far. */
  after(seconds: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#perform(task);
    }, seconds * 1000);
    timer.unref();
    const task: Task = { dueAt: this.now() + seconds * 1000, run, timer };
    this.#tasks.add(task);
  }

  /** Forgets everything that is still to happen. */
  stop(): void {
    for (const { timer } of this.#tasks) clearTimeout(timer);
    this.#tasks.clear();
  }

  #perform(task: Task): void {
    clearTimeout(task.timer);
    this.#tasks.delete(task);
    task.run();
  }
}
