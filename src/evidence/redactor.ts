import type { Fields } from '../signing/message.ts';

/** Removes secrets from whatever becomes evidence. */
export interface Redactor {
  /** Remembers a secret, to remove it from any text from now on. */
  learn(secret: string): void;
  text(text: string): string;
  fields(fields: Fields): [name: string, value: string][];
  /** Content as text. */
  body(body: Buffer): string;
}
