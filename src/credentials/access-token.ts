import type { Clock } from '../clock.ts';

/** An access token as the token endpoint granted it (RFC 6749 section 5.1). */
export interface AccessToken {
  readonly value: string;
  /** Seconds that the token is valid from its issue on: `expires_in`. */
  readonly expiresIn: number;
}

export interface AccessTokenCacheOptions {
  /** Asks the token endpoint. The scope is space-delimited (RFC 6749 section 3.3). */
  readonly fetch: (scope: string) => Promise<AccessToken>;
  readonly clock: Clock;
  /** How long before its expiry a token is no longer used, in seconds; at most half its lifetime. */
  readonly marginSeconds: number;
}

interface Entry {
  readonly token: Promise<AccessToken>;
  /** What came back, and the clock's time in milliseconds from which on it is fetched anew; undefined while it is being fetched. */
  fetched?: { readonly value: string; readonly renewAt: number };
}

/** Access tokens by scope: fetched once, handed out until shortly before they expire, one request however many ask at once. */
export class AccessTokenCache {
  readonly #options: AccessTokenCacheOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: AccessTokenCacheOptions) {
    this.#options = options;
  }

  /** A token for the scope. Rejects with whatever `fetch` rejects with; a failure is not kept. */
  token(scope: string): Promise<AccessToken> {
    const entry = this.#entries.get(scope);
    const due = entry?.fetched !== undefined && this.#options.clock.now() >= entry.fetched.renewAt;
    return entry === undefined || due ? this.#fetch(scope) : entry.token;
  }

  /** Drops a token that a server refused, so that the next one is fetched; a newer token of the scope stays. */
  forget(scope: string, token: AccessToken): void {
    if (this.#entries.get(scope)?.fetched?.value === token.value) this.#entries.delete(scope);
  }

  #fetch(scope: string): Promise<AccessToken> {
    const { fetch, clock, marginSeconds } = this.#options;
    // Counted from before the request, since the token may have been issued as early as that.
    const askedAt = clock.now();
    const entry: Entry = { token: fetch(scope) };
    this.#entries.set(scope, entry);
    entry.token.then(
      ({ value, expiresIn }) => {
        entry.fetched = { value, renewAt: askedAt + (expiresIn - Math.min(marginSeconds, expiresIn / 2)) * 1000 };
      },
      () => {
        if (this.#entries.get(scope) === entry) this.#entries.delete(scope);
      },
    );
    return entry.token;
  }
}
