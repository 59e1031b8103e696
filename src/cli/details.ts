import { hint } from './program-name.ts';

/** What an error or a finding tells beside its message. */
interface Details {
  readonly where?: string | undefined;
  readonly expected?: string | undefined;
  readonly actual?: string | undefined;
  readonly advice?: string | undefined;
  readonly source?: string | undefined;
}

/** What of it there is, behind labels of one width. OpenSSL ends its messages with a line break. */
export function detailsOf({ where, expected, actual, advice, source }: Details): [label: string, text: string][] {
  const [at, wanted, todo] = [where, expected, advice].map((text) => text && hint(text));
  const details = { at, expected: wanted, actual, do: todo, source };
  return Object.entries(details).flatMap(([label, text]) =>
    text === undefined ? [] : [[label.padEnd(9), text.trimEnd()]],
  );
}
