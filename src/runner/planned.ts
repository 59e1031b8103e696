import { createHash } from 'node:crypto';
import type { Basis } from '../contract/types/result.ts';
import type { Plan } from './plan.ts';

/** What was selected, whichever shard it fell to, so that results can be told to belong to the same plan. */
export function planned({ written, leftOut }: Pick<Plan, 'written' | 'leftOut'>): Basis['plan'] {
  const passedOver = new Set(leftOut);
  const selected = written.filter(({ id }) => !passedOver.has(id));
  const words = selected.map(({ id, name, tags, steps }) => ({ id, name, tags, steps }));
  return {
    scenarios: selected.length,
    digest: createHash('sha256').update(JSON.stringify(words)).digest('hex'),
  };
}
