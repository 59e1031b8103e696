import type { Schemas } from './schemas.ts';
import type { Requirement } from './types/requirements.ts';
import type { RequirementResult } from './types/result.ts';
import { readYaml } from './yaml-file.ts';
import { CertifyError } from '../errors.ts';

/**
 * Reads the catalogue of requirements (specs/requirements.yaml).
 *
 * @throws ERR_CATALOGUE with `file:line:column` when it cannot be read, does not fit its schema, or names an id twice
 */
export function loadRequirements(file: string, schemas: Schemas): Requirement[] {
  const catalogue = readYaml<Requirement[]>(file, schemas, 'requirements.schema', { code: 'ERR_CATALOGUE' });
  const seen = new Map<string, number>();
  for (const [index, { id }] of catalogue.value.entries()) {
    const first = seen.get(id);
    if (first !== undefined) {
      throw new CertifyError('ERR_CATALOGUE', `Duplicate requirement id: ${id}`, {
        where: catalogue.at(`/${index}/id`),
        expected: `an id other than that of ${catalogue.at(`/${first}/id`)}`,
        actual: id,
        advice: 'Give the second one the next free number.',
      });
    }
    seen.set(id, index);
  }
  return catalogue.value;
}

/** Where each requirement stands, `file:line:column`, by its id. */
export function requirementPlaces(file: string, schemas: Schemas): ReadonlyMap<string, string> {
  const { value, at } = readYaml<Requirement[]>(file, schemas, 'requirements.schema', { code: 'ERR_CATALOGUE' });
  return new Map(value.map(({ id }, index) => [id, at(`/${index}/id`)]));
}

/** What ids of one kind have in common: `PAY-` of PAY-12. */
export const prefixOf = (id: string): string => id.replace(/\d+$/, '');

/** What persons made sure of where no scenario can, by the id of the requirement. */
export type Attestations = Readonly<Record<string, NonNullable<RequirementResult['attestation']>>>;

/** What is no capability: what everyone uses, and what the setting signature.profile decides on. */
const givens = ['always', 'http-message-signature'];

/** What an integration may use beyond what every integration uses, in the order of the catalogue. */
export const capabilitiesOf = (catalogue: readonly Requirement[]): string[] =>
  [...new Set(catalogue.map(({ applies }) => applies))].filter((applies) => !givens.includes(applies));
