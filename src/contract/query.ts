import type { JsonValue } from './json.ts';
import { asText, fill, type Resolve } from './template.ts';

/** A text as a part of a target (RFC 3986 section 2.1). What is no text in Unicode has no UTF-8, and is replaced. */
export const percentEncoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The query of a target, variables filled in (RFC 3986 section 3.4); empty without parameters. */
export function queryOf(template: JsonValue, resolve: Resolve): string {
  const parameters = Object.entries(fill(template, resolve) ?? {}) as [string, JsonValue][];
  return parameters.map(([name, value]) => [name, asText(value)].map(percentEncoded).join('=')).join('&');
}
