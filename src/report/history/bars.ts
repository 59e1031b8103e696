import { countNames } from '../../certification/counts.ts';
import type { State } from '../../certification/outcome.ts';
import type { Counts } from '../../contract/types/result.ts';
import { verdicts } from '../html/page.ts';
import { looks, type StateLook } from '../states.ts';
import { moment } from '../text.ts';
import type { HistoryPoint } from './point.ts';

interface Part {
  readonly state: State;
  readonly tone: StateLook['tone'];
  readonly y: number;
  readonly height: number;
}

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly parts: readonly Part[];
  readonly verdict: (typeof verdicts)[keyof typeof verdicts];
  readonly title: string;
}

export interface Bars {
  readonly width: number;
  readonly height: number;
  /** The side of a verdict's icon, above its bar; 0 where they would lie over each other. */
  readonly icon: number;
  readonly bars: readonly Bar[];
  /** The states that occur. */
  readonly legend: readonly (StateLook & { readonly state: State })[];
}

const [width, height, above] = [960, 180, 20];
const widest = 28;
const states = Object.keys(countNames) as State[];

/** One bar a run, as high as there are requirements, with its verdict above. */
export function barsOf(points: readonly HistoryPoint[]): Bars {
  const step = Math.min(widest, width / Math.max(1, points.length));
  const highest = Math.max(1, ...points.map(({ requirements }) => requirements.total));
  const bars = points.map((point, place) => ({
    x: rounded(place * step),
    width: rounded(step * 0.8),
    parts: partsOf(point.requirements, (height - above) / highest),
    verdict: verdicts[point.verdict],
    title: `${moment(point.startedAt)}: ${verdicts[point.verdict].word}. Requirements: ${countsText(point.requirements)}`,
  }));
  const met = new Set(bars.flatMap(({ parts }) => parts.map(({ state }) => state)));
  return {
    ...{ width, height, icon: step >= 12 ? 12 : 0 },
    bars,
    legend: states.filter((state) => met.has(state)).map((state) => ({ ...looks[state], state })),
  };
}

/** `127 passed, 22 review` */
export const countsText = (counts: Counts): string =>
  states
    .flatMap((state) => {
      const count = counts[countNames[state]] ?? 0;
      return count > 0 ? [`${count} ${looks[state].word.toLowerCase()}`] : [];
    })
    .join(', ') || 'none';

/** From the ground up, in the order of the states. */
function partsOf(counts: Counts, scale: number): Part[] {
  let top = height;
  return states.flatMap((state) => {
    const high = (counts[countNames[state]] ?? 0) * scale;
    top -= high;
    return high === 0 ? [] : [{ state, tone: looks[state].tone, y: rounded(top), height: rounded(high) }];
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
