/** A place where two JSON values differ, with both values; undefined: no value there. */
export interface Difference {
  readonly pointer: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

/** @param order names of members to compare before the others */
export function firstDifference(
  actual: unknown,
  expected: unknown,
  { pointer = '', order = [] }: { readonly pointer?: string; readonly order?: readonly string[] } = {},
): Difference | undefined {
  if (Object.is(actual, expected)) return undefined;
  if (!isContainer(actual) || !isContainer(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    return { pointer, actual, expected };
  }
  for (const name of membersOf(actual, expected, order)) {
    const difference = firstDifference(actual[name], expected[name], { pointer: `${pointer}/${escaped(name)}` });
    if (difference !== undefined) return difference;
  }
  return undefined;
}

type Container = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

function membersOf(actual: Container, expected: Container, order: readonly string[]): string[] {
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...order.filter((name) => names.delete(name)), ...names];
}

/** As JSON Pointer has it (RFC 6901 section 3). */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The difference as a sentence without a full stop. */
export const differenceText = ({ pointer, actual, expected }: Difference): string =>
  `${pointer} is ${shown(actual)}; its steps and evidence give ${shown(expected)}`;

const longest = 200;

/** The value as JSON, cut to a readable length. Control characters are escaped here or when the message is printed. */
export function shown(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
