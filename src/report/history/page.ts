import { groups } from '../../certification/groups.ts';
import { counted } from '../../certification/words.ts';
import { countNames } from '../../certification/counts.ts';
import type { State } from '../../certification/outcome.ts';
import type { Counts } from '../../contract/types/result.ts';
import { markOf } from '../html/headline-mark.ts';
import { looks } from '../states.ts';
import { moment } from '../text.ts';
import { barsOf, tallyText, type Bars } from './bars.ts';
import { linesOf, lineSize, type Line } from './lines.ts';
import type { HistoryPoint } from './point.ts';

/** Everything that the page's template shows; the template decides nothing. */
export interface HistoryPage {
  readonly title: string;
  readonly lead: string;
  readonly unreadable: readonly string[];
  readonly targets: readonly TargetView[];
  readonly lineSize: typeof lineSize;
}

interface TargetView {
  readonly name: string;
  readonly description: string;
  readonly bars: Bars;
  readonly lines: readonly Line[];
  readonly runs: readonly RunView[];
}

interface RunView {
  readonly time: string;
  readonly badge: { readonly word: string; readonly tone: string; readonly state: string };
  readonly requirements: string;
  readonly scenarios: string;
  readonly file: string;
  readonly selection: string | undefined;
}

/**
 * @param points in any order
 * @param unreadable files that were named like results and are none
 */
export function historyPage(points: readonly HistoryPoint[], unreadable: readonly string[]): HistoryPage {
  const sorted = points.toSorted((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  const [first, last] = [sorted[0], sorted.at(-1)];
  const span = first && last ? `, from ${moment(first.startedAt)} to ${moment(last.startedAt)}` : '';
  return {
    title: 'History of certifications',
    lead: `${counted(points.length, 'run')}${span}.`,
    unreadable,
    targets: groups(sorted, ({ target }) => target).map(([name, own]) => targetView(name, own)),
    lineSize,
  };
}

function targetView(name: string, points: readonly HistoryPoint[]): TargetView {
  const words = groups(points, ({ verdict }) => verdict).map(([word, own]) => `${own.length} ${word}`);
  return {
    name,
    description: `${counted(points.length, 'run')}, the oldest first: ${words.join(', ')}`,
    bars: barsOf(points),
    lines: linesOf(points),
    runs: points.toReversed().map(runView),
  };
}

function runView({ startedAt, verdict, headline, requirements, scenarios, file, selection }: HistoryPoint): RunView {
  return {
    time: moment(startedAt),
    badge: { word: headline.text, tone: headline.tone, state: markOf(verdict, headline) },
    requirements: tallyText(requirements),
    scenarios: countsText(scenarios),
    ...{ file, selection },
  };
}

/** `634 passed, 2 failed` */
const countsText = (counts: Counts): string =>
  (Object.keys(countNames) as State[])
    .flatMap((state) => {
      const count = counts[countNames[state]] ?? 0;
      return count > 0 ? [`${count} ${looks[state].word.toLowerCase()}`] : [];
    })
    .join(', ') || 'none';
