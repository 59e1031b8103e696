import type { Attempt, BaseLine } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';

/** With more components than this there are too many orders to try. */
const permutable = 6;

const orderAdvice = 'sign the lines in the order of Signature-Input (RFC 9421 section 2.5)';

/** Which lines a base has, and in which order. */
export const structureDeviations: readonly Deviation<Attempt>[] = [
  order(
    'order-of-profile',
    "the components in the order of Nopan's examples",
    (lines, { received: { profile, message } }) => {
      const names = message.body.length > 0 ? profile.components : profile.componentsWithoutBody;
      const place = ({ identifier }: BaseLine) =>
        (names.indexOf(identifier.slice(1, -1)) + names.length + 1) % (names.length + 1);
      return [lines.toSorted((a, b) => place(a) - place(b))];
    },
  ),
  order('order-alphabetical', 'the components in alphabetical order', (lines) => [
    lines.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1)),
    lines.toSorted((a, b) => (a.identifier.replace('@', '') < b.identifier.replace('@', '') ? -1 : 1)),
  ]),
  order('order-reversed', 'the components in the opposite order', (lines) => [lines.toReversed()]),
  {
    ...order('order-other', 'the components in another order', (lines) =>
      lines.length > permutable ? [] : permutations(lines),
    ),
    alone: true,
  },
  {
    id: 'line-missing',
    fits: 'a base that lacks a line',
    advice: 'sign a line for each component that Signature-Input lists',
    alter: (attempt) => [
      ...attempt.lines.map((missing) => ({ ...attempt, lines: attempt.lines.filter((each) => each !== missing) })),
      { ...attempt, lines: attempt.lines.filter(({ identifier }) => !identifier.startsWith('"content-')) },
    ],
  },
  {
    id: 'line-extra',
    fits: 'a base with a line that Signature-Input does not list',
    advice: 'list in Signature-Input exactly the components that are signed',
    alter: (attempt) => extraLines(attempt).map((extra) => ({ ...attempt, lines: [...attempt.lines, extra] })),
  },
];

function order(
  id: string,
  fits: string,
  reorder: (lines: readonly BaseLine[], attempt: Attempt) => readonly (readonly BaseLine[])[],
): Deviation<Attempt> {
  return {
    id,
    fits,
    advice: orderAdvice,
    alter: (attempt) => reorder(attempt.lines, attempt).map((lines) => ({ ...attempt, lines })),
  };
}

function permutations(lines: readonly BaseLine[]): BaseLine[][] {
  if (lines.length < 2) return [[...lines]];
  return lines.flatMap((first, index) => permutations(lines.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

function extraLines({ lines, received: { message } }: Attempt): BaseLine[] {
  const covered = new Set(lines.map(({ identifier }) => identifier));
  return message.fields
    .map(([name, value]) => ({ identifier: `"${name.toLowerCase()}"`, value: value.trim() }))
    .filter(({ identifier }) => !covered.has(identifier) && !identifier.startsWith('"signature'))
    .slice(0, 20);
}
