import { defectsFile, requirementsFile } from '../../contract/locations.ts';
import type { Protocol } from '../../contract/protocol.ts';
import { loadRequirements } from '../../contract/requirements.ts';
import type { Schemas } from '../../contract/schemas.ts';
import { didYouMean } from '../../contract/suggestion.ts';
import type { Defect, DefectArguments } from '../../contract/types/defects.ts';
import { readYaml, type YamlFile } from '../../contract/yaml-file.ts';
import { CertifyError } from '../../errors.ts';
import { guards } from '../guards/list.ts';
import { operations } from '../operations/table.ts';
import { lifeCycle } from '../payments/life-cycle.ts';

type Document = YamlFile<readonly Defect[]>;

/** What the names in defects refer to. */
interface Known {
  readonly requirements: readonly string[];
  readonly operations: readonly string[];
}

/**
 * Reads the ways to break the mock (specs/defects.yaml).
 * @throws {CertifyError} ERR_SPEC with `file:line:column` when the file does not fit its schema, names two of them alike, or names
 *   something that does not exist
 */
export function loadDefects(file: string, schemas: Schemas, protocol: Protocol): readonly Defect[] {
  const document = readYaml<readonly Defect[]>(file, schemas, 'defects.schema');
  const known: Known = {
    requirements: loadRequirements(requirementsFile, schemas).map(({ id }) => id),
    operations: operations(protocol).map(({ id }) => id),
  };
  checkUnique(document, 'id');
  checkUnique(document, 'title');
  for (const [index, defect] of document.value.entries()) checkNames(defect, `/${String(index)}`, document, known);
  return document.value;
}

const catalogues = new WeakMap<Protocol, readonly Defect[]>();

/** The ways to break a mock, read when they are first asked for. @throws {CertifyError} as loadDefects */
export function defectsOf({ protocol, schemas }: { readonly protocol: Protocol; readonly schemas: Schemas }) {
  const defects = catalogues.get(protocol) ?? loadDefects(defectsFile, schemas, protocol);
  catalogues.set(protocol, defects);
  return defects;
}

function checkNames(defect: Defect, pointer: string, document: Document, known: Known): void {
  const { requirement, also = [], arguments: given = {} } = defect;
  const check = (name: string | undefined, at: string, kind: string, names: readonly string[]): void => {
    if (name === undefined || names.includes(name)) return;
    throw new CertifyError('ERR_SPEC', `There is no ${kind} ${name}`, {
      where: document.at(pointer + at),
      expected: `one of ${names.join(', ')}`,
      actual: name,
      advice: didYouMean(name, names),
    });
  };
  check(requirement, '/requirement', 'requirement', known.requirements);
  for (const [index, id] of also.entries()) check(id, `/also/${String(index)}`, 'requirement', known.requirements);
  check(given.guard, '/arguments/guard', 'guard', guardNames);
  check(given.operation, '/arguments/operation', 'operation', known.operations);
  check(given.condition, '/arguments/condition', 'condition', conditionsOf(given));
}

const guardNames = guards.map(({ name }) => name);

function conditionsOf({ action }: DefectArguments): string[] {
  return action === undefined ? [] : lifeCycle[action].conditions.map(({ text }) => text);
}

function checkUnique({ value, at }: Document, name: 'id' | 'title'): void {
  const seen = new Map<string, number>();
  for (const [index, { [name]: text }] of value.entries()) {
    const first = seen.get(text);
    if (first !== undefined) {
      throw new CertifyError('ERR_SPEC', `Two defects have the ${name} "${text}"`, {
        where: at(`/${String(index)}/${name}`),
        expected: `a ${name} of its own`,
        actual: `the same as at ${at(`/${String(first)}/${name}`)}`,
        advice: `Give one of them another ${name}.`,
      });
    }
    seen.set(text, index);
  }
}
