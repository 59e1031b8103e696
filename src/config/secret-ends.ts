/** Characters that are often copied along with a secret. */
const strays: readonly (readonly [name: string, characters: RegExp])[] = [
  ['a byte order mark', /^\ufeff$/],
  ['a line break', /^[\n\v\f\u0085\u2028\u2029]$/],
  ['a carriage return (CR)', /^\r$/],
  ['white space', /^\s$/],
  ['an invisible character', /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u],
];

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '„': '“',
  '«': '»',
};

interface SecretEnds {
  /** The secret as it was probably intended. */
  readonly trimmed: string;
  /** The stray characters: `white space at its end`. Empty: none. */
  readonly found: readonly string[];
}

/** Finds stray characters around a secret. */
export function secretEnds(secret: string): SecretEnds {
  const characters = Array.from(secret);
  const start = characters.findIndex((character) => strayName(character) === undefined);
  if (start === -1) return { trimmed: '', found: named(characters, 'throughout') };
  const end = characters.findLastIndex((character) => strayName(character) === undefined) + 1;
  const found = [...named(characters.slice(0, start), 'at its start'), ...named(characters.slice(end), 'at its end')];
  const inner = characters.slice(start, end);
  const quoted = inner.length > 1 && quotes[inner[0] ?? ''] === inner.at(-1);
  if (!quoted) return { trimmed: inner.join(''), found };
  const within = secretEnds(inner.slice(1, -1).join(''));
  return { trimmed: within.trimmed, found: [...found, 'quotes around it', ...within.found] };
}

const strayName = (character: string): string | undefined => strays.find(([, pattern]) => pattern.test(character))?.[0];

const named = (characters: readonly string[], where: string): string[] =>
  [...new Set(characters.flatMap((character) => strayName(character) ?? []))].map((name) => `${name} ${where}`);
