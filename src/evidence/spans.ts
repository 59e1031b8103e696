/** A part of a text, and what is to stand in its place. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** @param spans in order and without overlap */
export function replaced(text: string, spans: readonly Span[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, replacement } of spans) {
    result += text.slice(done, start) + replacement;
    done = end;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** In order; those that overlap are one. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last === undefined || span.start >= last.end) result.push(span);
    else if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end };
  }
  return result;
}
