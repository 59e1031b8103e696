import { layersOf, type Layer } from './decoded.ts';
import { merged, replaced, type Span } from './spans.ts';
import { within, type View } from './view.ts';

/** The deepest nesting of encodings. */
export const deepest = 8;
/** How much is decoded in total, as a multiple of the text's length, and the minimum in characters. */
const [mostTimes, leastWork] = [64, 1 << 16];

/** Finds secrets in text, and in arbitrary bytes. */
export interface SecretFinder {
  readonly inText: (text: string) => readonly Span[];
  readonly inBytes: (text: string) => readonly Span[];
}

interface Found extends Layer {
  readonly depth: number;
}

/** Runs of text bytes or UTF-16 text: few signatures have so many in a row by chance. */
const readable = /[\t\n\r -~]{12}|(?:^|\x01)[ -~]{8,}(?:\x01|$)|(?:[ -~]\0){6}|(?:\0[ -~]){6}/;

/**
 * A text without the secrets that are encoded in it (docs/secrets.md says how): as a whole or in part, wherever they stand among
 * others, and one encoding in another.
 */
export function withoutEncoded(text: string, find: SecretFinder): string {
  const spans: Span[] = [];
  let work = Math.max(leastWork, mostTimes * text.length);
  const seen = new Set([text]);
  const queue: Found[] = [{ text, depth: 0, isText: true, view: () => identity(text) }];
  for (const outer of queue) {
    for (const layer of layersOf(outer.text)) {
      work -= layer.text.length;
      if (work < 0) return replaced(text, merged(spans));
      const view = onceOnly(() => within(outer.depth === 0 ? undefined : outer.view(), layer.view()));
      const isText = layer.isText || readable.test(layer.text);
      for (const { start, end, replacement } of (isText ? find.inText : find.inBytes)(layer.text)) {
        const { starts, ends } = view();
        spans.push({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0, replacement });
      }
      if (!isText || outer.depth + 1 >= deepest || seen.has(layer.text)) continue;
      seen.add(layer.text);
      queue.push({ text: layer.text, view, isText, depth: outer.depth + 1 });
    }
  }
  return replaced(text, merged(spans));
}

function onceOnly(make: () => View): () => View {
  let made: View | undefined;
  return () => (made ??= make());
}

const identity = (text: string): View => ({
  text,
  starts: Int32Array.from({ length: text.length }, (_, index) => index),
  ends: Int32Array.from({ length: text.length }, (_, index) => index + 1),
});
