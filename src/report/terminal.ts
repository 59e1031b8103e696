import { countNames } from '../certification/counts.ts';
import { headlineOf } from '../certification/headline.ts';
import { reasonOf, stateOf } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { Counts, Result, ScenarioResult } from '../contract/types/result.ts';
import { changesLine, changesView } from './changes.ts';
import { coverageSummary } from './coverage.ts';
import { formatNames } from './formats.ts';
import { openItems, type OpenItems } from './open-items.ts';
import { painter, type Paint } from './paint.ts';
import { flakyWithoutFailure, rootCauses } from './root-causes.ts';
import { standingCounts } from './standing-counts.ts';
import { looks } from './states.ts';
import { causeBlock, type BlockContext } from './terminal-cause.ts';
import { clean, field, type Field } from './terminal-field.ts';
import { duration } from './text.ts';
import { waiverLine, waiverViews } from './waivers.ts';
import { whoLine } from './who.ts';
import { hanging, wrapText } from './wrapped-text.ts';
import type { ReportPaths } from './write.ts';

export interface TerminalOptions extends ReportPaths {
  readonly colour: boolean;
  /** One line with verdict and exit code only. */
  readonly quiet?: boolean;
  /** Of the terminal, in characters; absent: it is none, and no line is broken. */
  readonly width?: number;
}

const [mostCauses, mostItems, mostNotes] = [12, 12, 8];

/** The end of a run as its user reads it: what failed, counts, where the reports are, and last the verdict and what is open. */
export function terminalSummary(result: Result, options: TerminalOptions): string {
  const { colour, quiet = false, width = Infinity } = options;
  const paint = painter(colour);
  if (quiet) return `${verdictLine(result, paint, true)}\n`;
  const causes = rootCauses(result.scenarios);
  const shown = causes.slice(0, mostCauses);
  const open = openItems(withoutWaivers(result), shown, { items: mostItems, notes: mostNotes });
  const context: BlockContext = { paint, width, result };
  const parts = [
    ...shown.map((cause, index) => causeBlock(cause, index + 1, context)),
    ...(causes.length > shown.length
      ? [`  ${counted(causes.length - shown.length, 'more cause')} in the reports.`]
      : []),
    ...flakyWithoutFailure(result.scenarios)
      .slice(0, mostCauses)
      .map((scenario) => flakyBlock(scenario, context)),
    [...counts(result), ...changes(result), ...waivers(result), ...assumptions(result), ...reports(options)]
      .map((row) => field(row, paint, width))
      .join('\n'),
    [
      ...wrapText(clean(whoLine(result)), width),
      verdictLine(result, paint),
      ...(open.steps ? [`${open.title}:`] : []),
      ...items(open, width),
      ...(open.notes.length > 0
        ? ['For information:', ...open.notes.map((note) => hanging('  - ', clean(note, longestItem), width))]
        : []),
    ].join('\n'),
  ];
  return `\n${parts.join('\n\n')}\n`;
}

const longestItem = 400;

/** Waivers have rows of their own. */
const withoutWaivers = (result: Result): Result => ({
  ...result,
  reasons: result.reasons.filter((reason) => !reason.startsWith('Waived until ')),
});

/** The verdict as a reviewer has to hear it, in capitals as the result has it: `CERTIFIED with 2 waivers`. */
function verdictLine(result: Result, paint: Paint, alone = false): string {
  const { verdict, exitCode, target } = result;
  const { text, tone } = headlineOf(result);
  const headline = text.replace(new RegExp(`^${verdict}`, 'i'), verdict);
  // The line before it names the target, where there is one.
  const about = `${alone ? `${clean(target.name)} · ` : ''}exit code ${exitCode}`;
  return `${paint(tone, paint('heading', headline))}  ${paint('quiet', about)}`;
}

function items({ items: all, steps }: OpenItems, width: number): string[] {
  const digits = String(all.length).length;
  return all.map((item, index) =>
    hanging(steps ? `  ${String(index + 1).padStart(digits)}. ` : '  - ', clean(item, longestItem), width),
  );
}

function flakyBlock({ name, requirements, outcome }: ScenarioResult, { paint, width }: BlockContext): string {
  const { glyph, tone } = looks[stateOf(outcome)];
  const title = [...requirements, name].map((text) => clean(text)).join('  ');
  return `${paint(tone, glyph)} ${paint('heading', title)}\n${field(['flaky', reasonOf(outcome) ?? ''], paint, width)}`;
}

function counts({ summary, requirements, durationMs, selection, order, repeat, coverage }: Result): Field[] {
  const evidence = `${counted(summary.exchanges, 'exchange')}, ${counted(summary.deliveries, 'webhook')}`;
  return [
    ['requirements', standingCounts(requirements)],
    ['scenarios', `${states(summary.scenarios)}${selection === undefined ? '' : ` (selected by ${selection})`}`],
    ...(order === undefined ? [] : ([['order', order]] as const)),
    ...(repeat === undefined ? [] : ([['repeated', `each scenario ${repeat} times`]] as const)),
    ['evidence', `${evidence} in ${duration(durationMs)}`],
    ['coverage', coverageSummary(coverage)],
  ];
}

/** In the order of the states, whichever a result's file has. */
function states(counts: Counts): string {
  const words: Readonly<Partial<Record<keyof Counts, string>>> = {
    notRun: 'not run',
    review: 'not judged',
    blocked: 'not exercised',
  };
  const parts = Object.values(countNames).flatMap((name) => {
    const count = counts[name] ?? 0;
    return count === 0 ? [] : [`${count} ${words[name] ?? name}`];
  });
  return `${parts.join(', ') || 'none'} of ${counts.total}`;
}

/** Three lines at most: what changed, and the first of what got worse. */
function changes(result: Result): Field[] {
  const view = changesView(result, 4);
  if (view === undefined) return [];
  const [worst] = view.rows;
  const more = worst && worst.more > 0 ? [`and ${worst.more} more`] : [];
  return [
    ['changes', `${changesLine(view)} since ${view.since}`],
    ...(worst?.tone === 'bad' ? ([['', [...worst.items, ...more].join(', '), 'whole']] as const) : []),
    ...(view.partial === '' ? [] : ([['', view.partial, 'whole']] as const)),
  ];
}

const waivers = ({ requirements }: Result): Field[] =>
  waiverViews(requirements).map((view, index) => [index === 0 ? 'waivers' : '', waiverLine(view)]);

function assumptions({ assumptions: all }: Result): Field[] {
  const changed = all.filter((each) => each.default !== undefined);
  const others = all.filter((each) => each.default === undefined);
  const inferred = others.filter(({ status }) => status === 'inferred').length;
  const assumed = others.length - inferred;
  const further = inferred === 0 ? '' : `, ${inferred} inferred from pages`;
  return [
    ...(others.length === 0
      ? []
      : [['assumed', `${counted(assumed, 'value')} of Nopan’s protocol that no page states${further}`] as const]),
    ...changed.map(({ id, value }) => ['changed', `${id} = ${JSON.stringify(value)}`] as const),
  ];
}

function reports(paths: ReportPaths): Field[] {
  const written = formatNames.flatMap((name) => paths[name] ?? []);
  return written.map((path, index) => [index === 0 ? 'reports' : '', path, 'whole']);
}
