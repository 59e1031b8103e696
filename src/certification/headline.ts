import type { Result } from '../contract/types/result.ts';
import { isWaived } from './waivers.ts';
import { counted } from './words.ts';

export interface Headline {
  /** `Certified with 2 waivers` */
  readonly text: string;
  /** good: nothing to explain. warn: a reader has to know what qualifies it. */
  readonly tone: 'good' | 'bad' | 'warn';
}

/**
 * The verdict as a reviewer reads it: a certification with waivers or against a mock does not look like a clean one.
 *
 * @example headlineOf(result) // { text: 'Certified against a mock, not a go-live proof', tone: 'warn' }
 */
export function headlineOf({
  verdict,
  target,
  requirements,
}: Pick<Result, 'verdict' | 'target' | 'requirements'>): Headline {
  if (verdict === 'NOT CERTIFIED') return { text: 'Not certified', tone: 'bad' };
  if (verdict === 'INCOMPLETE') return { text: 'Incomplete', tone: 'warn' };
  const waivers = requirements.filter(isWaived).length;
  const withWaivers = waivers === 0 ? '' : ` with ${counted(waivers, 'waiver')}`;
  if (target.official) return { text: `Certified${withWaivers}`, tone: waivers === 0 ? 'good' : 'warn' };
  const against = target.kind === 'mock' ? 'a mock' : 'an unofficial target';
  return { text: `Certified${withWaivers} against ${against}, not a go-live proof`, tone: 'warn' };
}
