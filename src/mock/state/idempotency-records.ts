import { ofOwner, timeKey, type Collection, type Storage } from './storage.ts';
import type { Answer } from '../answer.ts';

/** A request that was made with an idempotency key. */
export interface KeyedRequest {
  /** Hash of the key with its scope. */
  readonly key: string;
  /** Hash of the request's body. */
  readonly payload: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly usedAt: number;
}

export interface IdempotencyRecord extends KeyedRequest {
  /** The answer to the first request. */
  readonly answer: Answer;
}

type Stored = KeyedRequest & { readonly answer: Omit<Answer, 'content'> & { readonly content: string } };

/** So many records that have outlived their time are removed with each one that is kept: more than are added. */
const removedAtOnce = 2;

/** The idempotency keys of one organization with the answers that were given for them. */
export class IdempotencyRecords {
  readonly #records: Collection<Stored>;
  readonly #byAge: Collection<string>;
  readonly #lifetimeMs: number;
  /** Until then no record outlives its time: looking for one takes as long as keeping one. */
  #noneUntil = 0;
  /** Payloads of requests that are being processed, by key. */
  readonly underWay = new Map<string, string>();

  constructor(storage: Storage, organizationId: string, lifetimeSeconds: number) {
    this.#records = ofOwner(storage.collection<Stored>('idempotency-records'), organizationId);
    this.#byAge = ofOwner(storage.collection<string>('idempotency-ages'), organizationId);
    this.#lifetimeMs = lifetimeSeconds * 1000;
  }

  /** The record of a key that was first used within its lifetime. */
  find(key: string, now: number): IdempotencyRecord | undefined {
    const stored = this.#records.get(key);
    if (stored === undefined || now - stored.usedAt >= this.#lifetimeMs) return undefined;
    const { answer } = stored;
    return { ...stored, answer: { ...answer, content: Buffer.from(answer.content) } };
  }

  keep(request: KeyedRequest, answer: Answer): void {
    this.#removeOutlived(request.usedAt);
    this.#records.put(request.key, { ...request, answer: { ...answer, content: answer.content.toString() } });
    this.#byAge.put(`${timeKey(request.usedAt)}/${request.key}`, request.key);
  }

  #removeOutlived(now: number): void {
    if (now < this.#noneUntil) return;
    const outlived: [age: string, key: string][] = [];
    for (const [age, key] of this.#byAge.entries('')) {
      const end = Number(age.split('/', 1)[0]) + this.#lifetimeMs;
      if (now < end) this.#noneUntil = end;
      if (now < end || outlived.length === removedAtOnce) break;
      outlived.push([age, key]);
    }
    for (const [age, key] of outlived) {
      this.#byAge.remove(age);
      if (this.find(key, now) === undefined) this.#records.remove(key);
    }
  }
}
