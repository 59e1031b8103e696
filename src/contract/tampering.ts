import { CertifyError } from '../errors.ts';
import type { PlannedRequest } from './request.ts';
import type { Schemas } from './schemas.ts';
import { didYouMean } from './suggestion.ts';
import type { AnswerTampering } from './types/answer-tampering.ts';
import type { OperationClass, Tampering } from './types/tampering.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';
import { shownPath } from './yaml-text.ts';

/** The ways to spoil a valid message. */
export interface Tamperings<T extends Titled = Tampering> {
  readonly all: readonly T[];
  /** By id, as on the command line. @throws {CertifyError} ERR_USAGE when there is none. */
  readonly byId: (id: string) => T;
  /** By title, as in a feature. @throws {CertifyError} ERR_FEATURE when there is none. */
  readonly byTitle: (title: string) => T;
}

interface Titled {
  readonly id: string;
  readonly title: string;
}

/**
 * Reads the ways to spoil a request.
 * @throws {CertifyError} ERR_SPEC with `file:line:column` when the file does not fit its schema or names two of them alike.
 */
export const loadTamperings = (file: string, schemas: Schemas): Tamperings =>
  tamperingsIn(readYaml<readonly Tampering[]>(file, schemas, 'tampering.schema'), 'a request');

/**
 * Reads the ways to spoil an answer.
 * @throws {CertifyError} as loadTamperings.
 */
export const loadAnswerTamperings = (file: string, schemas: Schemas): Tamperings<AnswerTampering> =>
  tamperingsIn(readYaml<readonly AnswerTampering[]>(file, schemas, 'answer-tampering.schema'), 'an answer');

function tamperingsIn<T extends Titled>(document: YamlFile<readonly T[]>, what: string): Tamperings<T> {
  const { file } = document;
  checkUnique(document, 'id');
  checkUnique(document, 'title');
  const all = document.value;
  const find = (name: 'id' | 'title', wanted: string, code: 'ERR_USAGE' | 'ERR_FEATURE') => {
    const found = all.find((tampering) => tampering[name] === wanted);
    if (found !== undefined) return found;
    const known = all.map((tampering) => tampering[name]);
    throw new CertifyError(code, `There is no way to spoil ${what} "${wanted}"`, {
      where: shownPath(file),
      expected: `${name === 'id' ? 'an' : 'a'} ${name} of that file`,
      actual: wanted,
      advice: didYouMean(wanted, known),
    });
  };
  return {
    all,
    byId: (id) => find('id', id, 'ERR_USAGE'),
    byTitle: (title) => find('title', title, 'ERR_FEATURE'),
  };
}

/** The class of operations that a request belongs to. */
function classOf({ body, contentType }: PlannedRequest): OperationClass {
  if (body === undefined) return 'get';
  return contentType === 'application/x-www-form-urlencoded' ? 'form' : 'json';
}

const operationClasses: readonly OperationClass[] = ['get', 'form', 'json'];

/** The classes that a tampering applies to: all, unless it names some. */
export const appliesTo = ({ applies = [...operationClasses] }: Tampering): readonly OperationClass[] => applies;

/** @throws {CertifyError} ERR_FEATURE when it would not spoil a request of that class */
export function assertApplies(tampering: Tampering, planned: PlannedRequest): void {
  const classes = appliesTo(tampering);
  const own = classOf(planned);
  if (classes.includes(own)) return;
  throw new CertifyError('ERR_FEATURE', `${planned.spec} cannot be sent ${tampering.title}`, {
    where: planned.spec,
    expected: `a request of class ${classes.join(' or ')} (specs/tampering.yaml, applies)`,
    actual: `one of class ${own}`,
    advice: 'Spoil another request, or in another way.',
  });
}

function checkUnique({ value, at }: YamlFile<readonly Titled[]>, name: 'id' | 'title'): void {
  const seen = new Map<string, number>();
  for (const [index, tampering] of value.entries()) {
    const first = seen.get(tampering[name]);
    if (first !== undefined) {
      throw new CertifyError('ERR_SPEC', `Two tamperings have the ${name} "${tampering[name]}"`, {
        where: at(`/${String(index)}/${name}`),
        expected: `a ${name} of its own`,
        actual: `the same as at ${at(`/${String(first)}/${name}`)}`,
        advice: `Give one of them another ${name}.`,
      });
    }
    seen.set(tampering[name], index);
  }
}
