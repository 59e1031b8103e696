import type { Clock } from '../clock.ts';
import type { KeyLookup } from '../signing/keys.ts';
import { keyLookup } from './jwks.ts';

export interface JwksCacheOptions {
  /** Gets the JWK set, parsed. */
  readonly fetch: () => Promise<unknown>;
  readonly clock: Clock;
  /** How long a fetched set is used; Nopan's pages say 24 hours. */
  readonly cacheSeconds: number;
}

/** A target's public keys: fetched when first needed and again when they are too old, one request however many ask at once. */
export class JwksCache {
  readonly #options: JwksCacheOptions;
  #cached: { readonly keys: Promise<KeyLookup>; readonly fetchedAt: number } | undefined;

  constructor(options: JwksCacheOptions) {
    this.#options = options;
  }

  /**
   * The keys by their id. Keys that are too old are never used, even when they cannot be fetched anew. A failure is not kept.
   *
   * @throws ERR_JWKS when the set cannot be used, and whatever `fetch` rejects with
   */
  keys(): Promise<KeyLookup> {
    const { fetch, clock, cacheSeconds } = this.#options;
    const now = clock.now();
    if (this.#cached !== undefined && now - this.#cached.fetchedAt < cacheSeconds * 1000) return this.#cached.keys;
    const cached = { keys: fetch().then(keyLookup), fetchedAt: now };
    this.#cached = cached;
    cached.keys.catch(() => {
      if (this.#cached === cached) this.#cached = undefined;
    });
    return cached.keys;
  }
}
