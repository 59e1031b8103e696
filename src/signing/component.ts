import { serializeItem, type Item } from 'structured-headers';
import { derivedComponents } from './derived-components.ts';
import { malformed } from './signature-error.ts';

/** One covered component: a header field or a derived component (RFC 9421 section 2). */
export interface Component {
  readonly name: string;
  /** The `name` parameter of @query-param. */
  readonly queryParameter?: string;
  /** The serialized identifier that begins the component's line: `"@method"`, `"@query-param";name="Pet"`. */
  readonly identifier: string;
}

/** A field name as RFC 9421 section 2.1 wants it: a token (RFC 9110 section 5.6.2), lower-cased. */
const fieldName = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;

/** RFC 9421 section 2.1 and 2.2: parameters that exist and that no payment API message needs. */
const unsupported = new Set(['sf', 'key', 'bs', 'tr', 'req']);

/**
 * Reads the items between the parentheses of a Signature-Input.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED for an unknown, misspelt or repeated component or a parameter that it cannot have.
 */
export function parseComponents(items: readonly Item[]): Component[] {
  const components = items.map(parseComponent);
  const seen = new Set<string>();
  for (const { identifier } of components) {
    if (seen.has(identifier)) {
      throw malformed(`The component ${identifier} is covered twice`, {
        where: 'Signature-Input',
        expected: 'each component once (RFC 9421 section 2.5)',
        actual: identifier,
      });
    }
    seen.add(identifier);
  }
  return components;
}

/** The components that a profile lists by name only, in its order. */
export function namedComponents(names: readonly string[]): Component[] {
  return parseComponents(names.map((name) => [name, new Map()]));
}

function parseComponent([name, parameters]: Item): Component {
  if (typeof name !== 'string') throw misspelt(String(name), 'a component name is a quoted string');
  if (name.startsWith('@') ? !derivedComponents.has(name) : !fieldName.test(name)) {
    throw misspelt(name, `a lower-case field name or one of ${[...derivedComponents.keys()].join(', ')}`);
  }
  const queryParameter: unknown = name === '@query-param' ? parameters.get('name') : undefined;
  if (name === '@query-param' && typeof queryParameter !== 'string') throw misspelt(name, '"@query-param";name="…"');
  for (const parameter of parameters.keys()) {
    if (parameter === 'name' && name === '@query-param') continue;
    const problem = unsupported.has(parameter) ? 'is not part of this profile' : 'is unknown';
    throw malformed(`The parameter ;${parameter} of the component "${name}" ${problem}`, {
      where: 'Signature-Input',
      expected: 'components without parameters',
      actual: serializeItem(name, parameters),
      advice: 'Cover the component as it is, without a parameter.',
    });
  }
  const identifier = serializeItem(name, parameters);
  return typeof queryParameter === 'string' ? { name, queryParameter, identifier } : { name, identifier };
}

function misspelt(name: string, expected: string) {
  return malformed(`There is no component "${name}"`, {
    where: 'Signature-Input',
    expected,
    actual: name,
    advice: 'Spell covered components as in RFC 9421 section 2: fields in lower case, derived components with @.',
  });
}
