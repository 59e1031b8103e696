import { causeSentence } from '../certification/cause-sentence.ts';
import { counted } from '../certification/words.ts';
import type { Result } from '../contract/types/result.ts';
import type { RootCause } from './root-causes.ts';

/** What has to be resolved to become certified, and what is for information. */
export interface OpenItems {
  /** `To become certified`, or `Why` of a certified run. */
  readonly title: string;
  /** Whether the items are steps to take, and not reasons. */
  readonly steps: boolean;
  readonly items: readonly string[];
  readonly notes: readonly string[];
}

interface Bounds {
  readonly items: number;
  readonly notes: number;
  /** Where the report tells the causes. */
  readonly place?: 'above' | 'below';
}

/**
 * @param shown causes that the same report tells in full, by their numbers: they are referred to, and not told again
 */
export function openItems(
  { verdict, reasons, notes, subject }: Pick<Result, 'verdict' | 'reasons' | 'notes' | 'subject'>,
  shown: readonly RootCause[],
  { items: mostItems, notes: mostNotes, place = 'above' }: Bounds,
): OpenItems {
  const numbers = new Map<string, number>();
  for (const [index, { parts }] of shown.entries())
    for (const part of parts) for (const word of words) numbers.set(causeSentence(word, part, subject), index + 1);
  const items = referring(reasons, numbers);
  const all = referring(notes, numbers);
  const information = { ...all, causes: all.causes.filter((cause) => !items.causes.includes(cause)) };
  const certified = verdict === 'CERTIFIED';
  return {
    title: certified ? 'Why' : 'To become certified',
    steps: !certified,
    items: bounded(
      told(items, (causes) => `Fix ${causes} ${place}.`),
      mostItems,
    ),
    notes: bounded(
      told(information, (causes) => `Only warnings: ${causes} ${place}.`),
      mostNotes,
    ),
  };
}

const words = ['Failed', 'Flaky', 'Not exercised', 'Warning'];

interface Referring {
  readonly causes: readonly number[];
  readonly others: readonly string[];
}

function referring(all: readonly string[], numbers: ReadonlyMap<string, number>): Referring {
  const causes = new Set(all.flatMap((sentence) => numbers.get(sentence) ?? []));
  return {
    causes: [...causes].sort((one, other) => one - other),
    others: all.filter((sentence) => !numbers.has(sentence)),
  };
}

function told({ causes, others }: Referring, of: (causes: string) => string): string[] {
  if (causes.length === 0) return [...others];
  const [last] = causes.slice(-1);
  const before = causes.slice(0, -1).join(', ');
  return [of(causes.length === 1 ? `cause ${last}` : `causes ${before} and ${last}`), ...others];
}

/** Sentences of which there may be one for each scenario. Any other one may be decisive, and is never cut away for these. */
const oneOfMany = /^(?:Failed|Flaky|Warning|Not exercised|The scenario |Waived until |The waiver of )/;

/** As many as there is room for, in their order, the decisive ones first of all, and how many more there are. */
export function bounded(sentences: readonly string[], most: number): string[] {
  if (sentences.length <= most) return [...sentences];
  const places = [...sentences.keys()];
  const isOneOfMany = (place: number): boolean => oneOfMany.test(sentences[place] ?? '');
  const chosen = [
    ...places.filter((place) => !isOneOfMany(place)),
    ...places.filter((place) => isOneOfMany(place)),
  ].slice(0, most);
  const rest = sentences.length - chosen.length;
  const kept = chosen.sort((one, other) => one - other).map((place) => sentences[place] ?? '');
  return [...kept, `${counted(rest, 'more sentence')} in the reports.`];
}
