import { join } from 'node:path';
import { CertifyError } from '../errors.ts';
import type { JsonValue } from './json.ts';
import { pointerTo } from './pointer.ts';
import type { Schemas } from './schemas.ts';
import { specFilesBelow } from './spec-files.ts';
import { didYouMean } from './suggestion.ts';
import { malformedPlaceholder } from './template.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';
import { shownPath } from './yaml-text.ts';

/** A folder of YAML specs by id; a spec's id is its path in the folder without `.yaml`. */
export interface SpecFolder<T> {
  readonly ids: readonly string[];
  readonly has: (id: string) => boolean;
  /** @throws {CertifyError} ERR_SPEC when there is none of that id. */
  get(id: string): T;
}

/** A folder, or several whose specs are taken together. */
export type Folders = string | readonly string[];

/**
 * Reads every `.yaml` file below the folders, checks its schema, its id and its variables, and makes a spec of it. No two may
 * have the same id.
 */
export function loadSpecFolder<D extends { id: string }, T>(
  folders: Folders,
  schemas: Schemas,
  schema: string,
  noun: string,
  specOf: (file: YamlFile<D>) => T,
): SpecFolder<T> {
  const dirs = [folders].flat();
  const specs = new Map<string, T>();
  const files = new Map<string, YamlFile<D>>();
  for (const [dir, path] of dirs.flatMap((each) => yamlFiles(each).map((file) => [each, file] as const))) {
    const file = readYaml<D>(join(dir, path), schemas, schema);
    const { id } = file.value;
    checkId(file, path.slice(0, -'.yaml'.length));
    checkPlaceholders(file, file.value, '');
    const first = files.get(id);
    if (first !== undefined) throw twice(noun, id, file.at('/id'), first.at('/id'));
    files.set(id, file);
    specs.set(id, specOf(file));
  }
  const ids = [...specs.keys()];
  return {
    ids,
    has: (id) => specs.has(id),
    get(id) {
      const spec = specs.get(id);
      if (spec !== undefined) return spec;
      throw new CertifyError('ERR_SPEC', `There is no ${noun} ${id}`, {
        where: dirs.map(shownPath).join(' or '),
        expected: `a file ${id}.yaml`,
        advice: didYouMean(id, ids),
      });
    },
  };
}

/** Something that has to be the only one of its name. */
export function twice(noun: string, name: string, where: string, first: string): CertifyError {
  return new CertifyError('ERR_SPEC', `Duplicate ${noun}: ${name}`, {
    where,
    expected: `another name than that of ${first}`,
    actual: name,
    advice: 'Rename one of the two.',
  });
}

function yamlFiles(dir: string): string[] {
  try {
    return specFilesBelow(dir, '.yaml');
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    throw new CertifyError('ERR_SPEC', `The folder cannot be read: ${(cause as Error).message}`, {
      where: shownPath(dir),
      expected: 'a readable folder of .yaml files',
      cause,
    });
  }
}

function checkId(file: YamlFile<{ id: string }>, expected: string): void {
  if (file.value.id === expected) return;
  throw new CertifyError('ERR_SPEC', `The id ${file.value.id} is not the file's path`, {
    where: file.at('/id'),
    expected,
    actual: file.value.id,
    advice: `Write id: ${expected}, or move the file.`,
  });
}

function checkPlaceholders(file: YamlFile<unknown>, value: JsonValue, pointer: string): void {
  if (typeof value === 'string') {
    const written = malformedPlaceholder(value);
    if (written === undefined) return;
    throw new CertifyError('ERR_SPEC', `${written} is not a variable`, {
      where: file.at(pointer),
      expected: '${name}, of letters, digits and dots',
      actual: value,
      advice: 'Close the brace, or correct the name.',
    });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) checkPlaceholders(file, item, pointerTo(pointer, name));
}
