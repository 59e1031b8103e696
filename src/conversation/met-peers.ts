import { isDeepStrictEqual } from 'node:util';
import type { Peer } from '../contract/types/result.ts';

type PeerListener = (peer: Peer) => void;

/** The peers that the clients of a process have met. Peers without a listener are reported to the next one. */
export class MetPeers {
  readonly #met: Peer[] = [];
  #told = 0;
  #listener: PeerListener | undefined;

  add(peer: Peer): void {
    if (this.#met.some((other) => isDeepStrictEqual(other, peer))) return;
    this.#met.push(peer);
    this.#tell();
  }

  listen(listener: PeerListener | undefined): void {
    this.#listener = listener;
    this.#tell();
  }

  #tell(): void {
    if (this.#listener === undefined) return;
    for (const peer of this.#met.slice(this.#told)) this.#listener(peer);
    this.#told = this.#met.length;
  }
}
