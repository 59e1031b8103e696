import { decodings, unescapedView } from './decoded.ts';
import { merged, replaced, type Span } from './spans.ts';
import { within, type View } from './view.ts';

/** Escapes stand in one another no deeper than JSON in JSON in HTML. */
const deepest = 3;

/**
 * A text without the secrets that are encoded in it: escaped as a whole or in part, and in Base64 or hex wherever the bytes stand
 * among others.
 *
 * @param find what is secret in a text
 */
export function withoutEncoded(text: string, find: (text: string) => readonly Span[]): string {
  const spans: Span[] = [];
  const look = (view: View, outer: View | undefined): View => {
    const whole = within(outer, view);
    for (const { start, end, replacement } of find(view.text)) {
      spans.push({ start: whole.starts[start] ?? 0, end: whole.ends[end - 1] ?? 0, replacement });
    }
    return whole;
  };

  let view: View | undefined;
  for (let depth = 0; depth <= deepest; depth++) {
    const readable = view?.text ?? text;
    for (const decoding of decodings(readable)) if (find(decoding.text).length > 0) look(decoding.view(), view);
    const unescaped = unescapedView(readable);
    if (unescaped === undefined) break;
    view = look(unescaped, view);
  }
  return replaced(text, merged(spans));
}
