import type { AnswerTampering } from '../../contract/types/answer-tampering.ts';
import type { RefusalName } from '../refusal.ts';

/** How an answer is spoilt. */
export type Spoiling = Pick<AnswerTampering, 'operator' | 'arguments'>;

/** Which calls a fault is for, and how often. */
export interface FaultScope {
  /** An operation's id. Absent: every one. */
  readonly operation?: string;
  /** A transaction id, or a client's reference, that a call names. Absent: every one. */
  readonly reference?: string;
  /** Absent: until it is taken away. */
  readonly times?: number;
}

/** Something that goes wrong on purpose. `before` the operation, it has no effect; `after` it, the effect is there and the answer is not. */
export type Fault = FaultScope &
  (
    | { readonly fault: 'delay'; readonly milliseconds: number }
    | { readonly fault: 'drop'; readonly when?: 'before' | 'after' }
    | {
        readonly fault: 'refuse';
        readonly when?: 'before' | 'after';
        readonly error: RefusalName;
        /** In place of those of the error. */
        readonly reasonCode?: string;
        readonly message?: string;
      }
    | ({ readonly fault: 'spoil' } & Spoiling)
  );

/** A call, as far as a fault looks at it. */
export interface Faulted {
  readonly operation: string;
  /** Ids and references that it names. */
  readonly references: readonly (string | undefined)[];
}

/** The faults that one organization meets. They end with the process. */
export class Faults {
  #faults: { readonly fault: Fault; left: number }[] = [];

  /** In place of those before. */
  set(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, left: fault.times ?? Infinity }));
  }

  /** Those that are still to come, with how often. */
  get left(): readonly Fault[] {
    return this.#faults.map(({ fault, left }) => (left === Infinity ? fault : { ...fault, times: left }));
  }

  /** What a call meets; each counts as used. */
  take({ operation, references }: Faulted): readonly Fault[] {
    if (this.#faults.length === 0) return [];
    const met = this.#faults.filter(
      ({ fault }) =>
        (fault.operation === undefined || fault.operation === operation) &&
        (fault.reference === undefined || references.includes(fault.reference)),
    );
    for (const one of met) one.left -= 1;
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return met.map(({ fault }) => fault);
  }
}
