import { unreadable } from './text.ts';

/** A variable of an .http file: `@name = value`. */
export interface Definition {
  readonly value: string;
  readonly where: string;
}

export type Definitions = ReadonlyMap<string, Definition>;

/** The longest value in characters, since nested definitions can grow exponentially. */
const longest = 1 << 20;

const placeholder = /\{\{([^{}\r\n]+)\}\}/g;

export const hasPlaceholder = (text: string): boolean => text.search(placeholder) >= 0;

export const allDefined = (text: string, definitions: Definitions): boolean =>
  [...text.matchAll(placeholder)].every(([, name = '']) => definitions.has(name.trim()));

/**
 * Replaces {{placeholders}} in a text by their values.
 * @param placeOf the place in the file of a character index.
 * @throws {CertifyError} ERR_INPUT with the place of a placeholder without a value.
 */
export function filled(text: string, definitions: Definitions, placeOf: (index: number) => string): string {
  return fill(text, placeOf, { definitions, values: new Map(), within: [] });
}

interface Filling {
  readonly definitions: Definitions;
  /** Values of variables that were resolved before. */
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

/** Placeholders that editors fill in. */
const sources: readonly (readonly [pattern: RegExp, actual: string])[] = [
  [/^\$(?:dotenv|processEnv|env|shared)\b/i, 'a value from the environment of the editor'],
  [/^\$/, 'a value that the editor generates for each request'],
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
      advice: 'Only an editor fills it in. Replace it by the value.',
    },
  );
}

function circular(name: string, where: string) {
  return unreadable(`The variable ${name} refers to itself`, where, 'a value', {
    advice: 'Replace it by the value.',
  });
}
