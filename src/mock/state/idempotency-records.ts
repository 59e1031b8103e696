import type { Answer } from '../answer.ts';

export interface IdempotencyRecord {
  readonly key: string;
  /** Hash of the first request's body. */
  readonly payload: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly usedAt: number;
  /** Absent while the first request is being processed. */
  readonly answer?: Answer;
}

/** The idempotency keys of one organization with the answers that were given for them. */
export class IdempotencyRecords {
  readonly #records = new Map<string, IdempotencyRecord>();
  readonly #lifetimeMs: number;

  constructor(lifetimeSeconds: number) {
    this.#lifetimeMs = lifetimeSeconds * 1000;
  }

  /** The record of a key that was first used within its lifetime. */
  find(key: string, now: number): IdempotencyRecord | undefined {
    const record = this.#records.get(key);
    return record !== undefined && now - record.usedAt < this.#lifetimeMs ? record : undefined;
  }

  /**
   * Processes the first request with a key and keeps its answer. A server's failure (5xx) is not kept, nor is a request that was
   * refused before it was processed: its retry is processed as if it were the first.
   */
  async record(first: IdempotencyRecord, process: () => Promise<Answer>): Promise<Answer> {
    this.#records.set(first.key, first);
    let answer: Answer | undefined;
    try {
      answer = await process();
      return answer;
    } finally {
      if (answer !== undefined && answer.status < 500) this.#records.set(first.key, { ...first, answer });
      else this.#records.delete(first.key);
    }
  }
}
