import { hash } from 'node:crypto';

/** How much of a content or of a signature base evidence keeps, in characters. */
const longest = 64 * 1024;

/**
 * Content as evidence keeps it, of which the redacted text is given: of what is longer than 64 KiB the beginning, after a note with
 * the length and the SHA-256 of the whole as it was.
 */
export function keptBody(body: Buffer, text: string): string {
  if (text.length <= longest) return text;
  return `[cut to ${longest} characters; in all ${body.length} bytes, SHA-256 ${hash('sha256', body, 'hex')}]\n${beginning(text)}`;
}

/** Redacted text as evidence keeps it. */
export function keptText(text: string): string {
  if (text.length <= longest) return text;
  return `[cut to ${longest} characters; in all ${text.length}]\n${beginning(text)}`;
}

/** No half of a surrogate pair is left at its end. */
const beginning = (text: string): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
