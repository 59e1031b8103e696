import { createPrivateKey } from 'node:crypto';
import { generateKeyPair, privateKeyPem, publicKeyOf, type Curve, type KeyPair } from '../../credentials/key-pair.ts';
import type { Collection, Storage } from './storage.ts';

/** The mock's own keys and secrets, made when they are first asked for. */
export class KeptKeys {
  readonly #texts: Collection<string>;

  constructor(storage: Storage) {
    this.#texts = storage.collection<string>('kept-keys');
  }

  pair(name: string, curve: Curve): KeyPair {
    const pem = this.text(`${name}/${curve}`, () => privateKeyPem(generateKeyPair(curve).privateKey));
    const privateKey = createPrivateKey(pem);
    return { privateKey, publicKey: publicKeyOf(privateKey) };
  }

  text(name: string, make: () => string): string {
    const known = this.#texts.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.#texts.put(name, made);
    return made;
  }
}
