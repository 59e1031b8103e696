import { withSpokenHints } from '../certification/commands.ts';
import type { Result } from '../contract/types/result.ts';
import { codeQuality } from './code-quality.ts';
import { ctrf } from './ctrf.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';

/**
 * The content of a report in pieces, so that a long one is never held as a whole: from the canonical result or, where it says what
 * the result does not keep, from Cucumber's messages.
 */
type Writer = (result: Result, messages: string) => Iterable<string>;

/** A report in one piece, made when it is asked for. */
const whole = (write: (result: Result) => string): Writer =>
  function* (result) {
    yield write(withSpokenHints(result));
  };

/** The reports of a run: their writers, and the names of their files. */
export const formats = {
  html: { file: 'report.html', write: (result) => html(withSpokenHints(result)) },
  json: { file: 'result.json', write: json },
  junit: { file: 'junit.xml', write: whole(junit) },
  markdown: { file: 'summary.md', write: whole(markdown) },
  ctrf: { file: 'ctrf.json', write: whole(ctrf) },
  sarif: { file: 'results.sarif', write: whole(sarif) },
  codequality: { file: 'gl-code-quality-report.json', write: whole(codeQuality) },
  messages: { file: 'messages.ndjson', write: (_, messages) => [messages] },
} as const satisfies Record<string, { file: string; write: Writer }>;

export type Format = keyof typeof formats;

export const formatNames = Object.keys(formats) as Format[];

/** What is written unless something else is asked for. */
export const defaultFormats: readonly Format[] = ['html', 'json', 'junit', 'markdown'];

export const isFormat = (name: string): name is Format => Object.hasOwn(formats, name);
