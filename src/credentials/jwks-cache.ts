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

/** How often a set is fetched again before it is too old: a target that names random ids, or signs with random keys, gets one request a minute. */
const soughtMs = 60_000;

interface Cached {
  readonly keys: Promise<KeyLookup>;
  readonly fetchedAt: number;
}

/**
 * A target's public keys: fetched when first needed, again when they are too old, and before that when a key is asked for that is not
 * among them or does not fit, since keys are rotated. One request, however many ask at once.
 */
export class JwksCache {
  readonly #options: JwksCacheOptions;
  #cached: Cached | undefined;
  /** The set before this one: what it was used to sign may still be on its way. */
  #previous: Cached | undefined;
  #soughtAt = -Infinity;

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
    const cached = this.#cached;
    if (cached === undefined || !this.#isFresh(cached)) return this.#fetch();
    const lookup = await cached.keys;
    const stale = wanted !== undefined && !isKnown(lookup, wanted) && this.#cached === cached && this.#maySeek();
    return stale ? this.#fetch() : (this.#cached?.keys ?? lookup);
  }

  /**
   * Other sets, for a signature that does not fit: the one that is published now, and the one before, as long as that may be used.
   *
   * @param used the set that was tried
   * @throws as keys
   */
  async others(used: KeyLookup): Promise<KeyLookup[]> {
    const current = await this.#cached?.keys;
    if (current === used && this.#maySeek()) await this.#fetch();
    const sets = [this.#cached, this.#previous].filter((set) => set !== undefined);
    const lookups = await Promise.all(sets.filter((set) => this.#isFresh(set)).map(({ keys }) => keys));
    return lookups.filter((lookup) => lookup !== used);
  }

  #isFresh({ fetchedAt }: Cached): boolean {
    const { clock, cacheSeconds } = this.#options;
    return clock.now() - fetchedAt < cacheSeconds * 1000;
  }

  #maySeek(): boolean {
    const now = this.#options.clock.now();
    if (now - this.#soughtAt < soughtMs) return false;
    this.#soughtAt = now;
    return true;
  }

  #fetch(): Promise<KeyLookup> {
    const { fetch, clock } = this.#options;
    const cached = { keys: fetch().then(keyLookup), fetchedAt: clock.now() };
    const before = this.#cached;
    this.#cached = cached;
    cached.keys.then(
      () => {
        this.#previous = before;
      },
      () => {
        if (this.#cached === cached) this.#cached = undefined;
      },
    );
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
