import { counted } from '../certification/words.ts';

/** A part of a text, and what it is where there is no room for it. */
export interface Part {
  readonly text: string;
  /** `the requirements`; absent: it is short, and always there. */
  readonly what?: string;
}

/** In bytes. A job summary of GitHub may have 1 MiB, a comment of GitLab 1,000,000 characters; a summary may stand beside others. */
export const mostBytes = 900_000;

/** The parts as far as there is room for them, a sentence in the place of each that is left out. */
export function withinLimit(parts: readonly Part[], most = mostBytes): string {
  const always = parts.filter(({ what }) => what === undefined);
  const sentences = parts.flatMap(({ what }) => (what === undefined ? [] : [leftOut(what)]));
  let room = most - size(always.map(({ text }) => text)) - size(sentences);
  return parts
    .map(({ text, what }) => {
      if (what === undefined) return text;
      const needed = size([text]) - size([leftOut(what)]);
      if (needed > room) return leftOut(what);
      room -= needed;
      return text;
    })
    .join(gap);
}

const gap = '\n\n';

const size = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text) + gap.length, 0);

const leftOut = (what: string): string =>
  `_Left out here, where there is no room for it: ${what}. The HTML report has everything._`;

/** The first of a list, and how many more there are. */
export function first<T>(items: readonly T[], most: number, one: string): { shown: readonly T[]; rest: string[] } {
  const rest = items.length - most;
  return {
    shown: items.slice(0, most),
    rest: rest > 0 ? [`_${counted(rest, `more ${one}`)} in the HTML report._`] : [],
  };
}
