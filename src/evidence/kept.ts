import { hash } from 'node:crypto';
import type { Redactor } from './redactor.ts';

/** How much of a content or of a signature base evidence keeps, in characters. */
const longest = 64 * 1024;

/** How much is searched for secrets, in bytes: more than is kept, since a secret may cross that limit. */
const examined = 2 * longest;

/**
 * Content for the evidence, without secrets: for more than 64 KiB the beginning, after a note with the length and the
 * SHA-256 of the whole.
 */
export function keptBody(body: Buffer, redactor: Redactor): string {
  if (body.length <= examined) return noted(body, redactor.body(body));
  const content = body.toString('utf8');
  // Binary content may be compressed, so a part of it cannot be searched.
  if (content.includes('\ufffd'))
    return `[not kept: ${body.length} binary bytes, SHA-256 ${hash('sha256', body, 'hex')}]`;
  redactor.learnNamed(content);
  return cut(body, redactor.text(content.slice(0, examined)));
}

const noted = (body: Buffer, text: string): string => (text.length <= longest ? text : cut(body, text));

function cut(body: Buffer, text: string): string {
  const kept = beginning(text);
  return `[cut to ${kept.length} characters; in all ${body.length} bytes, SHA-256 ${hash('sha256', body, 'hex')}]\n${kept}`;
}

/** Text for the evidence, without secrets. */
export function keptText(text: string, redactor: Pick<Redactor, 'text'>): string {
  const kept = redactor.text(text.slice(0, examined));
  if (text.length <= examined && kept.length <= longest) return kept;
  return `[cut to ${longest} characters; in all ${text.length}]\n${beginning(kept)}`;
}

/** No half of a surrogate pair is left at its end. */
const beginning = (text: string): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
