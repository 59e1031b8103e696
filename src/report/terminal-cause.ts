import { classOf } from '../certification/cause-sentence.ts';
import { spoken } from '../certification/commands.ts';
import { reasonOf, stateOf } from '../certification/outcome.ts';
import type { Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { valueDiff, type DiffLine } from './line-diff.ts';
import type { Paint, Tone } from './paint.ts';
import { callText, failurePlace, problemOf, sharedCause, statesOf, type RootCause } from './root-causes.ts';
import { looks } from './states.ts';
import { clean, cleanLine, field, linesField, type Field } from './terminal-field.ts';
import { hanging } from './wrapped-text.ts';

export interface BlockContext {
  readonly paint: Paint;
  /** In characters. */
  readonly width: number;
  readonly result: Pick<Result, 'subject' | 'options'>;
}

const [mostScenarios, mostDiffLines, mostFrameLines] = [8, 40, 12];

/** A cause with one scenario in full, and the ids of the others. */
export function causeBlock(cause: RootCause, number: number, context: BlockContext): string {
  const { example, scenarios } = cause;
  const { paint, width, result } = context;
  const { glyph, tone } = looks[stateOf(example.outcome)];
  const shared = scenarios.length > 1;
  const title = [...example.requirements, example.name].map((text) => clean(text)).join('  ');
  const heading = shared ? `${clean(sharedCause(cause, result.subject))}. Showing 1.` : title;
  const head = `${glyph} ${number}. `;
  const [first = '', ...rest] = hanging(head, heading, width).split('\n');
  const { code } = example.failure;
  const blame = classOf(example, result.subject);
  const rows: Field[] = [
    ...(example.waivedBy ? ([['waived', `by ${example.waivedBy.join(', ')}`]] as const) : []),
    ...(shared
      ? ([
          ['scenarios', statesOf(cause)],
          ['example', title],
          ['code', `${code}, ${blame}`],
        ] as const)
      : ([['problem', `${problemOf(cause, result.subject)} (${code}, ${blame})`]] as const)),
    ...(stateOf(example.outcome) === 'FLAKY' ? ([['flaky', reasonOf(example.outcome) ?? '']] as const) : []),
  ];
  return [
    `${paint(tone, glyph)}${paint('heading', first.slice(glyph.length))}`,
    ...rest.map((line) => paint('heading', line)),
    ...rows.map((row) => field(row, paint, width)),
    ...failureRows(cause, context),
    ...(shared ? [field(['others', others(cause)], paint, width)] : []),
  ].join('\n');
}

/** What failed in a scenario, where, and how that differs from what was expected; nothing where it did not fail. */
export function failureLines(
  { failure, ...scenario }: ScenarioResult,
  { paint, width }: Omit<BlockContext, 'result'>,
): string[] {
  if (failure === undefined) return [];
  const rows = rowsWith(paint, width);
  return [
    ...rows([
      ['problem', failure.message],
      ['step', failure.step],
      ['at', failurePlace(scenario), 'whole'],
      ['where', failure.where],
      ['call', callText(scenario)],
    ]),
    ...frameRows(failure, paint),
    ...comparison(failure, paint, rows),
    ...rows([['do', failure.advice]]),
  ];
}

type RowOrNone = readonly [name: string, value: string | undefined, kind?: 'whole'];

const rowsWith =
  (paint: Paint, width: number) =>
  (fields: readonly RowOrNone[]): string[] =>
    fields.flatMap(([name, value, kind]) =>
      value === undefined ? [] : [field(kind ? [name, value, kind] : [name, value], paint, width)],
    );

function failureRows({ example }: RootCause, { paint, width, result }: BlockContext): string[] {
  const { step, where, advice, repeat, replay } = example.failure;
  const rows = rowsWith(paint, width);
  return [
    ...rows([
      ['step', step],
      ['at', failurePlace(example), 'whole'],
      ['where', where],
      ['call', callText(example)],
    ]),
    ...frameRows(example.failure, paint),
    ...comparison(example.failure, paint, rows),
    ...rows([
      ['do', advice === undefined ? undefined : spoken(advice, result)],
      ['repeat', repeat, 'whole'],
      ['replay', replay, 'whole'],
    ]),
  ];
}

/** Code as it stands in its file. */
const frameRows = ({ frame }: Pick<Failure, 'frame'>, paint: Paint): string[] =>
  frame === undefined ? [] : [linesField('source', frame.split('\n').slice(0, mostFrameLines).map(cleanLine), paint)];

function comparison(
  { expected, actual }: Pick<Failure, 'expected' | 'actual'>,
  paint: Paint,
  rows: (fields: readonly RowOrNone[]) => string[],
): string[] {
  const diff = expected === undefined || actual === undefined ? undefined : valueDiff(expected, actual);
  if (diff === undefined)
    return rows([
      ['expected', expected],
      ['actual', actual],
    ]);
  return [linesField('difference', ['- expected  + actual', ...diffLines(diff, paint)], paint)];
}

const tones: Readonly<Record<DiffLine['mark'], Tone | undefined>> = { '-': 'good', '+': 'bad', ' ': undefined };

/** Lines of a comparison for a terminal, bounded. */
export function diffLines(diff: readonly DiffLine[], paint: Paint): string[] {
  const shown = diff.slice(0, mostDiffLines).map(({ mark, text }) => {
    const line = cleanLine(`${mark} ${text}`);
    const tone = tones[mark];
    return tone === undefined ? line : paint(tone, line);
  });
  const rest = diff.length - shown.length;
  return rest > 0 ? [...shown, `… and ${rest} more lines`] : shown;
}

function others({ scenarios }: RootCause): string {
  const all = scenarios.slice(1).map(({ id }) => id);
  const rest = all.length - mostScenarios;
  return `${all.slice(0, mostScenarios).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
