import type { State } from '../certification/outcome.ts';

/** How a state is told to a reader: never by colour alone. */
export interface StateLook {
  readonly word: string;
  /** For plain text. */
  readonly glyph: string;
  /** For style sheets and colours. */
  readonly tone: 'good' | 'bad' | 'warn' | 'quiet';
}

export const looks: Readonly<Record<State, StateLook>> = {
  PASSED: { word: 'Passed', glyph: '✓', tone: 'good' },
  FAILED: { word: 'Failed', glyph: '✗', tone: 'bad' },
  FLAKY: { word: 'Flaky', glyph: '≈', tone: 'bad' },
  WARNING: { word: 'Warning', glyph: '!', tone: 'warn' },
  REVIEW: { word: 'Review', glyph: '?', tone: 'warn' },
  SKIPPED: { word: 'Skipped', glyph: '–', tone: 'quiet' },
  BLOCKED: { word: 'Not exercised', glyph: '⊘', tone: 'warn' },
  NOT_RUN: { word: 'Not run', glyph: '○', tone: 'warn' },
  INTERRUPTED: { word: 'Interrupted', glyph: '◐', tone: 'warn' },
};
