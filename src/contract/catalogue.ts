import { CertifyError } from '../errors.ts';
import { requirementsFile } from './locations.ts';
import { ownPart } from './own-specs.ts';
import { loadRequirements, prefixOf } from './requirements.ts';
import type { Schemas } from './schemas.ts';
import type { Requirement } from './types/requirements.ts';
import { readYaml } from './yaml-file.ts';

/** A requirement, and whether it is from the user's specs. */
export interface Catalogued extends Requirement {
  readonly own?: true;
}

/**
 * Our requirements, and behind them those of the user's own specs, if there are any.
 *
 * @param own the folder of the user's own specs
 * @throws ERR_CATALOGUE when one of them is broken, there twice, or has a prefix of ours
 */
export function loadCatalogue(schemas: Schemas, own?: string): Catalogued[] {
  const ours = loadRequirements(requirementsFile, schemas);
  const file = ownPart(own, 'requirements.yaml');
  if (file === undefined) return ours;
  const theirs = loadRequirements(file, schemas);
  // With our prefix an id that is free today is taken by a later version.
  const prefixes = new Set(ours.map(({ id }) => prefixOf(id)));
  const taken = theirs.find(({ id }) => prefixes.has(prefixOf(id)));
  if (taken === undefined) return [...ours, ...theirs.map((requirement) => ({ ...requirement, own: true as const }))];
  const same = ours.find(({ id }) => id === taken.id) ?? ours.find((one) => prefixOf(one.id) === prefixOf(taken.id));
  throw new CertifyError('ERR_CATALOGUE', `The prefix of ${taken.id} is one of nopan-certify's own`, {
    where: placeOf(taken.id, file, schemas),
    expected: `another prefix than that of ${placeOf(same?.id ?? '', requirementsFile, schemas)}`,
    actual: taken.id,
    advice: 'Give your requirements a prefix of their own, such as SHOP-01.',
  });
}

function placeOf(id: string, file: string, schemas: Schemas): string {
  const { value, at } = readYaml<Requirement[]>(file, schemas, 'requirements.schema', { code: 'ERR_CATALOGUE' });
  return at(`/${value.findIndex((requirement) => requirement.id === id)}/id`);
}
