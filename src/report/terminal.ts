import { reasonOf, stateOf } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { Counts, Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { coverageSummary } from './coverage.ts';
import { formatNames } from './formats.ts';
import { painter, type Paint } from './paint.ts';
import { looks, type StateLook } from './states.ts';
import { duration, oneLine, shortened, withoutControls } from './text.ts';
import { waiverLine, waiverViews } from './waivers.ts';
import type { ReportPaths } from './write.ts';

export interface TerminalOptions extends ReportPaths {
  readonly colour: boolean;
  /** The verdict, its reasons and the exit code only. */
  readonly quiet?: boolean;
}

const longest = 600;
const mostReasons = 12;

const verdictTones = { CERTIFIED: 'good', 'NOT CERTIFIED': 'bad', INCOMPLETE: 'warn' } as const;

/** The end of a run as its user reads it: failures, counts, where the reports are, and last the verdict with its reasons. */
export function terminalSummary(result: Result, options: TerminalOptions): string {
  const paint = painter(options.colour);
  const parts = options.quiet
    ? [verdict(result, paint)]
    : [
        ...result.scenarios
          .filter(({ failure, outcome }) => failure ?? stateOf(outcome) === 'FLAKY')
          .map((scenario) => failedScenario(scenario, paint)),
        [...counts(result), ...waivers(result), ...assumptions(result), ...reports(options)]
          .map((row) => field(row, paint))
          .join('\n'),
        verdict(result, paint),
      ];
  const text = `${parts.join('\n\n')}\n`;
  return options.quiet ? text : `\n${text}`;
}

function verdict({ verdict: word, reasons, exitCode, target }: Result, paint: Paint): string {
  const tone = verdictTones[word];
  const shown = reasons.slice(0, mostReasons).map((reason) => `  - ${clean(reason, 300)}`);
  const rest = reasons.length - shown.length;
  return [
    `${paint(tone, paint('heading', word))}  ${paint('quiet', `${clean(target.name)} · exit code ${exitCode}`)}`,
    ...shown,
    ...(rest > 0 ? [`  - ${counted(rest, 'more reason')} in the reports`] : []),
  ].join('\n');
}

function failedScenario(
  { name, id, requirements, outcome, failure, waivedBy = [] }: ScenarioResult,
  paint: Paint,
): string {
  const look: StateLook = looks[stateOf(outcome)];
  const title = [...requirements, name].map((text) => clean(text)).join('  ');
  return [
    `${paint(look.tone, look.glyph)} ${paint('heading', title)}`,
    ...(stateOf(outcome) === 'FLAKY' ? [field(['flaky', reasonOf(outcome) ?? ''], paint)] : []),
    ...(waivedBy.length > 0 ? [field(['waived', `by ${waivedBy.join(', ')}`], paint)] : []),
    ...(failure ? failureFields(failure, id).map((row) => field(row, paint)) : []),
  ].join('\n');
}

type Field = readonly [name: string, value: string];

function failureFields(
  { message, step, expected, actual, advice, where, repeat, replay, ...rest }: Failure,
  id: string,
): Field[] {
  const fields: [string, string | undefined][] = [
    ['problem', `${message} (${rest.code}, ${rest.class})`],
    ['step', step],
    ['at', where ?? id],
    ['expected', expected],
    ['actual', actual],
    ['do', advice],
    ['repeat', repeat],
    ['replay', replay],
  ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

const field = ([name, value]: Field, paint: Paint): string => `  ${paint('quiet', name.padEnd(12))} ${clean(value)}`;

function counts({ summary, durationMs, selection, order, repeat, coverage }: Result): Field[] {
  const evidence = `${counted(summary.exchanges, 'exchange')}, ${counted(summary.deliveries, 'webhook')}`;
  return [
    ['requirements', states(summary.requirements)],
    ['scenarios', `${states(summary.scenarios)}${selection === undefined ? '' : ` (selected by ${selection})`}`],
    ...(order === undefined ? [] : ([['order', order]] as const)),
    ...(repeat === undefined ? [] : ([['repeated', `each scenario ${repeat} times`]] as const)),
    ['evidence', `${evidence} in ${duration(durationMs)}`],
    ['coverage', coverageSummary(coverage)],
  ];
}

function states({ total, ...counts_ }: Counts): string {
  const words = { notRun: 'not run', review: 'to review' } as Readonly<Record<string, string>>;
  const parts = Object.entries(counts_).filter(([, count]) => count > 0);
  return `${parts.map(([name, count]) => `${count} ${words[name] ?? name}`).join(', ') || 'none'} of ${total}`;
}

const waivers = ({ requirements }: Result): Field[] =>
  waiverViews(requirements).map((view, index) => [index === 0 ? 'waivers' : '', waiverLine(view)]);

function assumptions({ assumptions: all }: Result): Field[] {
  const changed = all.filter((each) => each.default !== undefined);
  const assumed = all.length - changed.length;
  return [
    ...(assumed === 0
      ? []
      : [['assumed', `${counted(assumed, 'value')} of Nopan’s protocol that no page states`] as const]),
    ...changed.map(({ id, value }) => ['changed', `${id} = ${JSON.stringify(value)}`] as const),
  ];
}

function reports(paths: ReportPaths): Field[] {
  const written = formatNames.flatMap((name) => paths[name] ?? []);
  return written.map((path, index) => [index === 0 ? 'reports' : '', path]);
}

/** Foreign text cannot move the cursor, colour the screen or fill it. */
const clean = (text: string, most = longest): string => shortened(oneLine(withoutControls(text)), most);
