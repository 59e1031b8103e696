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

/** How old a set must be to be fetched again for the sake of an unknown key: a target that names random ids gets one request a minute. */
const unknownKeyMs = 60_000;

/**
 * A target's public keys: fetched when first needed, again when they are too old, and before that when a key is asked for that is not
 * among them, since keys are rotated. One request, however many ask at once.
 */
export class JwksCache {
  readonly #options: JwksCacheOptions;
  #cached: { readonly keys: Promise<KeyLookup>; readonly fetchedAt: number } | undefined;

  constructor(options: JwksCacheOptions) {
    this.#options = options;
  }

  /**
   * The keys by their id. Keys that are too old are never used, even when they cannot be fetched anew. A failure is not kept.
   *
   * @param wanted the id of the key that is asked for, if there is one
   * @throws ERR_JWKS when the set cannot be used, and whatever `fetch` rejects with
   */
  async keys(wanted?: string): Promise<KeyLookup> {
    const { clock, cacheSeconds } = this.#options;
    const cached = this.#cached;
    const age = cached === undefined ? Infinity : clock.now() - cached.fetchedAt;
    if (cached === undefined || age >= cacheSeconds * 1000) return this.#fetch();
    const lookup = await cached.keys;
    const stale = wanted !== undefined && age >= unknownKeyMs && !isKnown(lookup, wanted);
    return stale && this.#cached === cached ? this.#fetch() : (this.#cached?.keys ?? lookup);
  }

  #fetch(): Promise<KeyLookup> {
    const { fetch, clock } = this.#options;
    const cached = { keys: fetch().then(keyLookup), fetchedAt: clock.now() };
    this.#cached = cached;
    cached.keys.catch(() => {
      if (this.#cached === cached) this.#cached = undefined;
    });
    return cached.keys;
  }
}

/** An unusable key may have been replaced, too. */
function isKnown(lookup: KeyLookup, keyid: string): boolean {
  try {
    return lookup(keyid) !== undefined;
  } catch {
    return false;
  }
}
