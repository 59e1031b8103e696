import type { JsonValue } from './json.ts';
import { pointerTo } from './pointer.ts';

/** Gives the value of a variable; the pointer says where in the template it is asked for. */
export type Resolve = (name: string, pointer: string) => JsonValue;

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const placeholder = /\$\{([^}]*)\}/g;
const wholePlaceholder = /^\$\{([^}]*)\}$/;
const wellFormed = /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/;

/** The JSON value with its `${variables}` filled in. A text that is nothing but one variable takes over its type. */
export function fill(value: JsonValue, resolve: Resolve, pointer = ''): JsonValue {
  if (typeof value === 'string') return fillText(value, (name) => resolve(name, pointer));
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map((item, index) => fill(item, resolve, pointerTo(pointer, String(index))));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, fill(item, resolve, pointerTo(pointer, name))]),
  );
}

function fillText(text: string, value: (name: string) => JsonValue): JsonValue {
  const whole = wholePlaceholder.exec(text)?.[1];
  return whole === undefined ? fillString(text, value, (part) => part) : value(whole);
}

/** The text with its variables filled in, each written by `encode`. */
export function fillString(text: string, value: (name: string) => JsonValue, encode: (part: string) => string): string {
  return text.replaceAll(placeholder, (_, name: string) => encode(asText(value(name))));
}

export const asText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The first thing in a text that looks like a variable and is none, or undefined. */
export function malformedPlaceholder(text: string): string | undefined {
  for (const [written, name = ''] of text.matchAll(placeholder)) if (!wellFormed.test(name)) return written;
  const rest = text.replaceAll(placeholder, '');
  return rest.includes('${') ? rest.slice(rest.indexOf('${')) : undefined;
}
