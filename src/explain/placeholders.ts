import { unreadable } from './text.ts';

/** What a file for an HTTP client sets with `@name = value`. */
export interface Definition {
  readonly value: string;
  readonly where: string;
}

export type Definitions = ReadonlyMap<string, Definition>;

/** Nested definitions could otherwise grow without bound. In characters. */
const longest = 1 << 20;

const placeholder = /\{\{([^{}\r\n]+)\}\}/g;

export const hasPlaceholder = (text: string): boolean => text.search(placeholder) >= 0;

export const allDefined = (text: string, definitions: Definitions): boolean =>
  [...text.matchAll(placeholder)].every(([, name = '']) => definitions.has(name.trim()));

/**
 * A text with the values of its {{placeholders}}.
 * @param placeOf where in the file the character of this index is.
 * @throws {CertifyError} ERR_INPUT with the place of what only an editor fills in.
 */
export function filled(text: string, definitions: Definitions, placeOf: (index: number) => string): string {
  return fill(text, placeOf, { definitions, values: new Map(), within: [] });
}

interface Filling {
  readonly definitions: Definitions;
  /** Of variables that were filled in already: each once, however often it is named. */
  readonly values: Map<string, string>;
  /** The variables that lead to this one. */
  readonly within: readonly string[];
}

function fill(text: string, placeOf: (index: number) => string, filling: Filling): string {
  let length = text.length;
  return text.replace(placeholder, (_, written: string, index: number) => {
    const value = valueOf(written.trim(), placeOf(index), filling);
    length += value.length;
    if (length > longest)
      throw unreadable('The variables are too long', placeOf(index), `at most ${longest} characters`);
    return value;
  });
}

function valueOf(name: string, where: string, { definitions, values, within }: Filling): string {
  const known = values.get(name);
  if (known !== undefined) return known;
  const found = definitions.get(name);
  if (found === undefined) throw notDefined(name, where);
  if (within.includes(name)) throw circular(name, where);
  const value = fill(found.value, () => found.where, { definitions, values, within: [...within, name] });
  values.set(name, value);
  return value;
}

/** What editors fill in by themselves, by how it is written. */
const sources: readonly (readonly [pattern: RegExp, actual: string])[] = [
  [/^\$(?:dotenv|processEnv|env|shared)\b/i, 'a value of the environment of the editor'],
  [/^\$/, 'a value that the editor makes anew for each request'],
  [/\.(?:request|response)\./, 'a value from another request or response'],
];

function notDefined(name: string, where: string) {
  const short = name.length > 40 ? `${name.slice(0, 40)}…` : name;
  const source = sources.find(([pattern]) => pattern.test(name))?.[1];
  return unreadable(
    `The placeholder {{${short}}} has no value here`,
    where,
    source === undefined
      ? `the value that is sent, or a line "@${short} = …" before the request`
      : 'the value that is sent',
    {
      actual: source ?? 'a variable that the file does not define',
      advice: 'Only an editor fills it in. Put the value in its place.',
    },
  );
}

function circular(name: string, where: string) {
  return unreadable(`The variable ${name} refers to itself`, where, 'a value', {
    advice: 'Put the value in its place.',
  });
}
