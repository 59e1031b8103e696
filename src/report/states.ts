import type { State } from '../certification/outcome.ts';
import type { Standing } from '../certification/standing.ts';

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

/** What the icon of a state or of a standing is called. */
export type Mark = State | 'WAIVED' | 'ATTESTED' | 'OPEN' | 'NOT_TESTABLE' | 'NOT_APPLICABLE';

/** How a standing is told, in the order in which a reader counts them. */
export const standingLooks: Readonly<Record<Standing, StateLook & { readonly state: Mark }>> = {
  passed: { ...looks.PASSED, state: 'PASSED' },
  failed: { ...looks.FAILED, state: 'FAILED' },
  flaky: { ...looks.FLAKY, state: 'FLAKY' },
  warning: { ...looks.WARNING, state: 'WARNING' },
  notExercised: { ...looks.BLOCKED, state: 'BLOCKED' },
  waived: { word: 'Waived', glyph: '!', tone: 'warn', state: 'WAIVED' },
  attested: { word: 'Attested', glyph: '✓', tone: 'good', state: 'ATTESTED' },
  openForAttestation: { word: 'Open for attestation', glyph: '?', tone: 'warn', state: 'OPEN' },
  notTestable: { word: 'Not testable here', glyph: '–', tone: 'quiet', state: 'NOT_TESTABLE' },
  notApplicable: { word: 'Not applicable', glyph: '·', tone: 'quiet', state: 'NOT_APPLICABLE' },
};
