import { failingStates } from '../certification/changes-problem.ts';
import type { State } from '../certification/outcome.ts';
import type { Changes, Result } from '../contract/types/result.ts';
import { looks } from './states.ts';
import { moment } from './text.ts';

/** One kind of change. */
export interface ChangeRow {
  readonly title: string;
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly count: number;
  /** As many as there is room for; each begins with the id of a requirement or scenario. */
  readonly items: readonly string[];
  /** How many more there are. */
  readonly more: number;
}

export interface ChangesView {
  /** `2026-11-28 10:15:00 UTC, CERTIFIED` */
  readonly since: string;
  /** Why only a part is compared; empty where all of it is. */
  readonly partial: string;
  /** What got worse comes first. */
  readonly rows: readonly ChangeRow[];
}

/** What changed since the earlier result, for any report; undefined without one. */
export function changesView({ changes }: Pick<Result, 'changes'>, most: number): ChangesView | undefined {
  if (changes === undefined) return undefined;
  const { baseline, requirements, scenarios } = changes;
  const worse = requirements.filter(({ from, to }) => rank(to) > rank(from));
  const others = requirements.filter((each) => !worse.includes(each));
  const rows: readonly (readonly [string, ChangeRow['tone'], readonly string[]])[] = [
    ['Requirements worse', 'bad', worse.map(stateText)],
    ['Scenarios newly failing', 'bad', scenarios.newlyFailing],
    ['Scenarios removed', 'bad', scenarios.removed],
    ['Requirements better', 'good', others.map(stateText)],
    ['Scenarios fixed', 'good', scenarios.fixed],
    ['Scenarios added', 'quiet', scenarios.added],
  ];
  return {
    since: `${moment(baseline.startedAt)}, ${baseline.verdict}`,
    partial: baseline.partial ? 'Only what both runs ran is compared: one was a selection, or was interrupted.' : '',
    rows: rows.flatMap(([title, tone, all]) =>
      all.length === 0
        ? []
        : [{ title, tone, count: all.length, items: all.slice(0, most), more: Math.max(0, all.length - most) }],
    ),
  };
}

/** From the best to the worst; what is neither passed nor failing is between them. */
const rank = (state: State): number => (state === 'PASSED' ? 0 : 2 + failingStates.indexOf(state));

const stateText = ({ id, from, to }: Changes['requirements'][number]): string =>
  `${id} (${looks[from].word} → ${looks[to].word})`;

/** `2 requirements worse, 1 scenario fixed`, for one line. */
export const changesLine = ({ rows }: ChangesView): string =>
  rows
    .map(({ title, count }) => `${count} ${count === 1 ? title.toLowerCase().replace('s ', ' ') : title.toLowerCase()}`)
    .join(', ') || 'nothing';
