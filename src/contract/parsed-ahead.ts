import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from './json.ts';
import { packageRoot } from './locations.ts';

/** Where `npm run build` writes what the YAML files of specs/ say: reading YAML takes a good part of a short run. */
export const parsedFile: string = join(packageRoot(), 'dist/specs.json');

/** Values by what the text is that says so, and not by its file: a text that was changed is simply not among them. */
export type ParsedAhead = Readonly<Record<string, JsonValue>>;

export const digestOfText = (text: string): string => hash('sha256', text, 'base64url');

let known: ParsedAhead | undefined;

/** The value of a YAML text, if it was parsed ahead; a new one each time. */
export function parsedAhead(text: string): JsonValue | undefined {
  known ??= existsSync(parsedFile) ? (JSON.parse(readFileSync(parsedFile, 'utf8')) as ParsedAhead) : {};
  const value = known[digestOfText(text)];
  return value === undefined ? undefined : structuredClone(value);
}
