import type { Headline } from '../../certification/headline.ts';
import { standingLooks, type Mark, type StateLook } from '../states.ts';
import { markOf } from '../html/headline-mark.ts';
import type { Tally } from '../html/tally.ts';
import { moment } from '../text.ts';
import type { HistoryPoint } from './point.ts';

interface Part {
  readonly state: Mark;
  readonly tone: StateLook['tone'];
  readonly y: number;
  readonly height: number;
}

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly parts: readonly Part[];
  readonly verdict: Headline & { readonly state: Mark };
  readonly title: string;
}

export interface Bars {
  readonly width: number;
  readonly height: number;
  /** The side of a verdict's icon, above its bar; 0 where they would lie over each other. */
  readonly icon: number;
  readonly bars: readonly Bar[];
  /** The standings that occur. */
  readonly legend: readonly (StateLook & { readonly state: Mark })[];
}

const [width, height, above] = [960, 180, 20];
const widest = 28;

/** One bar a run, as high as there are requirements, with its verdict above. */
export function barsOf(points: readonly HistoryPoint[]): Bars {
  const step = Math.min(widest, width / Math.max(1, points.length));
  const highest = Math.max(1, ...points.map(({ requirements }) => total(requirements)));
  const bars = points.map(({ verdict, headline, requirements, startedAt }, place) => ({
    x: rounded(place * step),
    width: rounded(step * 0.8),
    parts: partsOf(requirements, (height - above) / highest),
    verdict: { ...headline, state: markOf(verdict, headline) },
    title: `${moment(startedAt)}: ${headline.text}. Requirements: ${tallyText(requirements)}`,
  }));
  const met = new Set(bars.flatMap(({ parts }) => parts.map(({ state }) => state)));
  return {
    ...{ width, height, icon: step >= 12 ? 12 : 0 },
    bars,
    legend: Object.values(standingLooks).filter(({ state }) => met.has(state)),
  };
}

const total = (tally: readonly Tally[]): number => tally.reduce((sum, { count }) => sum + count, 0);

/** `127 passed, 12 attested, 10 open for attestation` */
export const tallyText = (tally: readonly Tally[]): string =>
  tally.map(({ count, word }) => `${count} ${word.toLowerCase()}`).join(', ') || 'none';

/** From the ground up, in the order of the standings. */
function partsOf(tally: readonly Tally[], scale: number): Part[] {
  let top = height;
  return tally.map(({ state, tone, count }) => {
    const high = count * scale;
    top -= high;
    return { state, tone, y: rounded(top), height: rounded(high) };
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
