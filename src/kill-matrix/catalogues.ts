import { protocolFile, requirementsFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { didYouMean } from '../contract/suggestion.ts';
import type { Defect } from '../contract/types/defects.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import { CertifyError } from '../errors.ts';
import { defectsOf } from '../mock/defects/catalogue.ts';

export interface Catalogues {
  readonly catalogue: readonly Requirement[];
  readonly defects: readonly Defect[];
}

/** What must hold, and the ways to break the mock. */
export function loadCatalogues(): Catalogues {
  const schemas = loadSchemas(schemasDir);
  const { protocol } = loadProtocol(protocolFile, schemas);
  return { catalogue: loadRequirements(requirementsFile, schemas), defects: defectsOf({ protocol, schemas }) };
}

/**
 * The defects that are named; all when none is.
 *
 * @throws ERR_USAGE when there is no such defect
 */
export function namedDefects(names: readonly string[], defects: readonly Defect[]): readonly Defect[] {
  const known = defects.map(({ id }) => id);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new CertifyError('ERR_USAGE', `There is no defect ${name}`, {
      where: 'specs/defects.yaml',
      expected: 'the id of a defect of that file',
      actual: name,
      advice: didYouMean(name, known),
    });
  }
  return names.length === 0 ? defects : defects.filter(({ id }) => names.includes(id));
}
