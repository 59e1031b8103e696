import type { RequirementResult } from '../contract/types/result.ts';
import type { StateLook } from './states.ts';

type Waiver = NonNullable<RequirementResult['waiver']>;

/** A waiver as a reader has to see it. */
export interface WaiverView extends Waiver, Pick<RequirementResult, 'id' | 'title'> {
  readonly look: StateLook;
}

const looks: Readonly<Record<Waiver['standing'], StateLook>> = {
  APPLIED: { word: 'Applied', glyph: '!', tone: 'warn' },
  EXPIRED: { word: 'Expired', glyph: '✗', tone: 'bad' },
  TOO_LONG: { word: 'Too long', glyph: '✗', tone: 'bad' },
  UNUSED: { word: 'Matches nothing', glyph: '✗', tone: 'bad' },
  UNDECIDED: { word: 'Undecided, in a part of a run', glyph: '○', tone: 'quiet' },
};

export const waiverViews = (requirements: readonly RequirementResult[]): WaiverView[] =>
  requirements.flatMap(({ id, title, waiver }) =>
    waiver === undefined ? [] : [{ ...waiver, id, title, look: looks[waiver.standing] }],
  );

/** Whether a waiver fails the run. */
export const isBroken = ({ standing }: Waiver): boolean => ['EXPIRED', 'TOO_LONG', 'UNUSED'].includes(standing);

/** `Applied: PAY-12 until 2026-12-31, Ada Example (TICKET-123): the reason` */
export const waiverLine = ({ id, owner, reason, reference, expires, look }: WaiverView): string =>
  `${look.word}: ${id} until ${expires}, ${owner} (${reference}): ${reason}`;
