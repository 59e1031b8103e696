import { traceabilityProblems, type TraceProblem } from '../certification/traceability.ts';
import { requirementsFile } from '../contract/locations.ts';
import { ownPart } from '../contract/own-specs.ts';
import { requirementPlaces } from '../contract/requirements.ts';
import type { Schemas } from '../contract/schemas.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import { abilities } from '../target/connection.ts';
import type { WrittenScenario } from './features.ts';

export interface Catalogued {
  readonly catalogue: readonly Requirement[];
  readonly schemas: Schemas;
  /** The folder of the user's own specs. */
  readonly ownSpecs?: string | undefined;
}

/** Where the catalogue and the features, selected or not, do not fit together. */
export function traceability(
  { catalogue, schemas, ownSpecs }: Catalogued,
  written: readonly WrittenScenario[],
): readonly TraceProblem[] {
  let places: ReadonlyMap<string, string> | undefined;
  const placeOf = (id: string): string => {
    places ??= placesIn([requirementsFile, ownPart(ownSpecs, 'requirements.yaml')], schemas); // Read for problems only.
    return places.get(id) ?? '';
  };
  return traceabilityProblems({ catalogue, scenarios: written, abilities, placeOf });
}

const placesIn = (files: readonly (string | undefined)[], schemas: Schemas): ReadonlyMap<string, string> =>
  new Map(files.flatMap((file) => (file === undefined ? [] : [...requirementPlaces(file, schemas)])));
