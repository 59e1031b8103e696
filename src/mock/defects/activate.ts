import { didYouMean } from '../../contract/suggestion.ts';
import type { Defect } from '../../contract/types/defects.ts';
import { CertifyError } from '../../errors.ts';
import { soundBehaviour } from '../behaviour.ts';
import type { Nopan } from '../nopan.ts';
import { operations } from '../operations/table.ts';
import { defectsOf } from './catalogue.ts';
import { withDefects } from './operators.ts';

/**
 * Breaks a mock in these ways, in place of those before; in none, and it is sound again.
 * @throws {CertifyError} ERR_USAGE when there is no such defect
 */
export function activateDefects(ids: readonly string[], nopan: Nopan): void {
  const known = ids.length === 0 ? [] : defectsOf(nopan);
  const defects = [...new Set(ids)].map((id) => defectOf(id, known));
  nopan.behaviour = withDefects(soundBehaviour(operations(nopan.protocol), nopan.strict), defects);
  nopan.defects = defects.map(({ id }) => id);
}

function defectOf(wanted: string, known: readonly Defect[]): Defect {
  const found = known.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new CertifyError('ERR_USAGE', `There is no defect ${wanted}`, {
    where: 'specs/defects.yaml',
    expected: 'the id of a defect of that file',
    actual: wanted,
    advice: didYouMean(
      wanted,
      known.map(({ id }) => id),
    ),
  });
}
