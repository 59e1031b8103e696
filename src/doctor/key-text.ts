import type { KeyFacts } from '../credentials/key-facts.ts';

/** A key in a few words: `EC P-256`, `RSA 2048 bits`. */
export function keyText({ type, curve, bits }: Pick<KeyFacts, 'type' | 'curve' | 'bits'>): string {
  return [type, curve, bits === undefined ? undefined : `${bits} bits`].filter((part) => part !== undefined).join(' ');
}
