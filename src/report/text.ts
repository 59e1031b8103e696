import { stripVTControlCharacters } from 'node:util';

/**
 * Characters that a reader cannot see and a terminal, browser or parser may act on: C0 and C1 controls but tab and line feed,
 * bidirectional overrides and isolates, and what XML 1.0 section 2.2 has no place for. Foreign text may hold any of them.
 */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** Without control characters and escape sequences: for terminals, XML and Markdown. */
export const withoutControls = (text: string): string =>
  isPlain(text) ? text : stripVTControlCharacters(wellFormed(text)).replaceAll(unseen, '');

/** With control characters made visible as `\\u001b`, so that evidence hides nothing. */
export const withVisibleControls = (text: string): string =>
  isPlain(text) ? text : wellFormed(text).replaceAll(unseen, visible);

/** A value as one line, whatever is in it: a line break shows as `\\n`, so that foreign text cannot pretend to be a line of ours. */
export const visibleLine = (text: string): string => withVisibleControls(text).replaceAll('\n', '\\n');

/** Most text is, and is spared the costlier searches. */
const isPlain = (text: string): boolean => !/[^\t\n\u0020-\u007e]/.test(text);

const wellFormed = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll(/\p{Surrogate}/gu, '\ufffd');

const visible = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** On one line. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Cut to a length, and saying so. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length - length} more characters)`;
}

/** Milliseconds as `0.4 ms`, `12 ms`, `1.53 s`, `2 min 5 s`, `25 h 0 min` or `366 days`. */
export function duration(ms: number): string {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1000) return `${ms.toFixed(0)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < hour) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
  if (ms < 48 * hour) return `${Math.floor(ms / hour)} h ${Math.round((ms % hour) / 60_000)} min`;
  return `${Math.round(ms / (24 * hour))} days`;
}

const hour = 3_600_000;

/** An RFC 3339 time as `2026-01-19 12:00:00 UTC`. */
export const moment = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;

/** The day of an RFC 3339 time, in UTC: `19 January 2026`. */
export const longDay = (time: string): string =>
  `${Number(time.slice(8, 10))} ${months[Number(time.slice(5, 7)) - 1] ?? ''} ${time.slice(0, 4)}`;

const months = 'January February March April May June July August September October November December'.split(' ');
