import type { Headline } from '../../certification/headline.ts';
import type { Verdict } from '../../contract/types/result.ts';
import type { Mark } from '../states.ts';

const marks: Readonly<Record<Verdict, Mark>> = { CERTIFIED: 'PASSED', 'NOT CERTIFIED': 'FAILED', INCOMPLETE: 'REVIEW' };

/** The icon of a verdict: what certifies with a reservation has no tick. */
export const markOf = (verdict: Verdict, { tone }: Pick<Headline, 'tone'>): Mark =>
  verdict === 'CERTIFIED' && tone === 'warn' ? 'WARNING' : marks[verdict];
