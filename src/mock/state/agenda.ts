import type { Clock } from '../../clock.ts';
import { ofOwner, timeKey, type Collection, type Storage } from './storage.ts';

/** Something that is to happen at a time of the organization's clock. */
export type Task =
  | { readonly kind: 'expire'; readonly transactionId: string }
  | { readonly kind: 'settle-refund'; readonly transactionId: string; readonly refundId: string }
  | { readonly kind: 'deliver'; readonly deliveryId: string };

export interface AgendaOptions {
  readonly storage: Storage;
  /** Whose it is. */
  readonly owner: string;
  readonly clock: Clock & { readonly frozen: boolean };
  /** Does a task, within a transaction. @param dueAt when it was due, which may be a while ago when the clock was moved */
  readonly perform: (task: Task, dueAt: number) => void;
  /** Is told of a task that could not be done: it is given up. */
  readonly failed: (task: Task, error: unknown) => void;
}

/** setTimeout takes no longer one. */
const longestTimeoutMs = 2 ** 31 - 1;

/** What is to happen when, for one organization. A task leaves the agenda together with what it has changed. */
export class Agenda {
  readonly #options: AgendaOptions;
  readonly #tasks: Collection<Task>;
  #timer: NodeJS.Timeout | undefined;
  #timerDueAt = Infinity;
  #stopped = false;

  constructor(options: AgendaOptions) {
    this.#options = options;
    this.#tasks = ofOwner(options.storage.collection<Task>('agenda'), options.owner);
  }

  /** @param dueAt milliseconds since 1970-01-01T00:00:00Z */
  add(dueAt: number, task: Task): void {
    const id = Object.values(task).join('/');
    this.#tasks.put(`${timeKey(dueAt)}/${id}`, task);
    if (dueAt < this.#timerDueAt) this.#wakeAt(dueAt);
  }

  /** Does what is due, earliest first, and waits for what is due next. To be called when the clock was moved, too. */
  catchUp(): void {
    this.#clear();
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.dueAt > this.#options.clock.now()) {
        this.#wakeAt(next.dueAt);
        return;
      }
      this.#do(next);
    }
  }

  /** Does nothing any more; what is on the agenda stays there. */
  stop(): void {
    this.#stopped = true;
    this.#clear();
  }

  #next(): { key: string; task: Task; dueAt: number } | undefined {
    if (this.#stopped) return undefined;
    for (const [key, task] of this.#tasks.entries('')) return { key, task, dueAt: Number(key.split('/', 1)[0]) };
    return undefined;
  }

  #do({ key, task, dueAt }: { readonly key: string; readonly task: Task; readonly dueAt: number }): void {
    const { storage, perform, failed } = this.#options;
    try {
      storage.transaction(() => {
        this.#tasks.remove(key);
        perform(task, dueAt);
      });
    } catch (error) {
      this.#tasks.remove(key);
      failed(task, error);
    }
  }

  /** Nothing becomes due by itself while the clock stands still; but what is due already happens. */
  #wakeAt(dueAt: number): void {
    const { clock } = this.#options;
    const left = Math.max(0, dueAt - clock.now());
    if (this.#stopped || (clock.frozen && left > 0)) return;
    this.#clear();
    this.#timerDueAt = dueAt;
    const pause = Math.min(left, longestTimeoutMs);
    this.#timer = setTimeout(() => {
      this.catchUp();
    }, pause).unref();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerDueAt = Infinity;
  }
}
