import type { Reference } from '../certification/reference.ts';
import { universeOf } from '../certification/universe.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { readEverything } from '../runner/plan.ts';
import { planned } from '../runner/planned.ts';
import { abilities } from '../target/connection.ts';
import { catalogueInputs } from './inputs.ts';
import { packageVersion } from './package-version.ts';

let loaded: Promise<Reference> | undefined;

/** The features and specs of this version, to judge results of the same version by; read once in a process. */
export const loadReference = (): Promise<Reference> => (loaded ??= readReference());

async function readReference(): Promise<Reference> {
  const specification = loadSpecification(undefined, undefined);
  const { schemas } = specification;
  const { scenarios } = await readEverything([]);
  return {
    version: packageVersion(),
    inputs: catalogueInputs(),
    requirements: loadCatalogue(schemas),
    ...{ scenarios, abilities },
    planOf: (leftOut) => planned({ written: scenarios, leftOut }),
    wire: (overrides) => {
      const { protocol, settings } = loadProtocol(protocolFile, schemas, overrides);
      return { settings, universe: universeOf({ ...specification, protocol, schemasDir }) };
    },
  };
}
