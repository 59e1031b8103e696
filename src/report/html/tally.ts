import { groups } from '../../certification/groups.ts';
import { countNames } from '../../certification/counts.ts';
import type { State } from '../../certification/outcome.ts';
import { standingOf, type Standing } from '../../certification/standing.ts';
import { counted } from '../../certification/words.ts';
import type { Counts, RequirementResult, Result } from '../../contract/types/result.ts';
import { looks, standingLooks, type Mark, type StateLook } from '../states.ts';

export interface Tally extends StateLook {
  readonly state: Mark;
  readonly count: number;
  /** By level, where that tells what is open: `12 MUST, 10 SHOULD`. */
  readonly levels: string;
}

/** A state to filter by. */
export type Choice = Omit<Tally, 'count' | 'levels'>;

/** How many requirements stand where, in the order of their looks. */
export function tallyOf(requirements: readonly RequirementResult[]): Tally[] {
  const standings = Object.keys(standingLooks) as Standing[];
  return standings.flatMap((standing) => {
    const own = requirements.filter((each) => standingOf(each) === standing);
    const levels = levelled.includes(standing) ? levelsOf(own) : '';
    return own.length === 0 ? [] : [{ ...standingLooks[standing], count: own.length, levels }];
  });
}

const levelled: readonly Standing[] = ['openForAttestation', 'notExercised', 'failed'];

/** `12 MUST, 10 SHOULD` */
export const levelsOf = (requirements: readonly Pick<RequirementResult, 'level'>[]): string =>
  groups(
    [...requirements].sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level)),
    ({ level }) => level,
  )
    .map(([level, own]) => `${own.length} ${level}`)
    .join(', ');

const order = ['MUST', 'SHOULD', 'MAY'];

export function choicesOf(requirements: readonly Tally[], scenarios: Counts): Choice[] {
  const states = (Object.keys(countNames) as State[]).filter((state) => (scenarios[countNames[state]] ?? 0) > 0);
  const all = [...requirements, ...states.map((state) => ({ ...looks[state], state }))];
  return [...new Map(all.map(({ word, glyph, tone, state }) => [state, { word, glyph, tone, state }])).values()];
}

export const leadOf = ({ summary: { requirements, scenarios } }: Pick<Result, 'summary'>): string =>
  `${requirements.passed} of ${counted(requirements.total, 'requirement')} passed, covered by ${counted(scenarios.passed, 'scenario')}.`;
