import type { ErrorObject } from 'ajv/dist/2020.js';
import { pointerTo } from './pointer.ts';

/** One way in which a value does not fit a schema. */
export interface Violation {
  /** JSON Pointer (RFC 6901) to the offending, missing or unknown value; empty for the whole. */
  readonly pointer: string;
  /** The schema keyword that was not met. */
  readonly keyword: string;
  /** What is wrong, to be read behind the pointer: `must be an integer`. */
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
  /** The names or values that would have been accepted, when they can be listed. */
  readonly known?: readonly string[];
}

type Facts = Omit<Violation, 'pointer' | 'keyword'>;

const nouns: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

const noun = (type: string): string => nouns[type] ?? type;
const kindOf = (value: unknown): string =>
  noun(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
/** A value as a message shows it: JSON, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  try {
    return JSON.stringify(value).slice(0, 80);
  } catch {
    return `${kindOf(value)} nested too deeply to show`; // Foreign JSON may be: reading it takes no stack, writing it does.
  }
}
const listed = (values: readonly unknown[]): string[] =>
  values.map((value) => (typeof value === 'string' ? value : shown(value)));
const namesOf = (schema: unknown): string[] =>
  Object.keys((schema as { properties?: object } | undefined)?.properties ?? {});

/** Facts about a bound: `must be at least 1`. */
const bound =
  (words: string, unit = '') =>
  ({ params, data }: ErrorObject): Facts => {
    const limit = `${words} ${(params as { limit: number }).limit}${unit}`;
    return {
      message: `must ${limit}`,
      expected: limit,
      actual: typeof data === 'number' ? String(data) : kindOf(data),
    };
  };

const facts: Record<string, (error: ErrorObject) => Facts> = {
  type: ({ params, data }) => {
    const expected = [(params as { type: string | string[] }).type].flat().map(noun).join(' or ');
    return { message: `must be ${expected}`, expected, actual: kindOf(data) };
  },
  required: () => ({ message: 'is required', expected: 'a value', actual: 'nothing' }),
  additionalProperties: ({ parentSchema }) => {
    const known = namesOf(parentSchema);
    return { message: 'is not a known property', expected: `one of ${known.join(', ')}`, known };
  },
  enum: ({ params, data }) => {
    const known = listed((params as { allowedValues: unknown[] }).allowedValues);
    return {
      message: `must be one of ${known.join(', ')}`,
      expected: `one of ${known.join(', ')}`,
      actual: shown(data),
      known,
    };
  },
  const: ({ params, data }) => {
    const expected = shown((params as { allowedValue: unknown }).allowedValue);
    return { message: `must be ${expected}`, expected, actual: shown(data) };
  },
  pattern: ({ params }) => {
    const expected = `text that matches ${(params as { pattern: string }).pattern}`;
    return { message: `must be ${expected}`, expected };
  },
  format: ({ params }) => {
    const expected = `a ${(params as { format: string }).format}`;
    return { message: `must be ${expected}`, expected };
  },
  'false schema': () => ({ message: 'must not be there', expected: 'nothing' }),
  exclusiveMinimum: bound('be more than'),
  minLength: ({ params, data }) =>
    (params as { limit: number }).limit === 1
      ? { message: 'must not be empty', expected: 'text', actual: 'empty text' }
      : bound('have a length of at least')({ params, data } as ErrorObject),
  maxLength: bound('have a length of at most'),
  minimum: bound('be at least'),
  maximum: bound('be at most'),
  minItems: bound('have at least', ' item(s)'),
  maxItems: bound('have at most', ' item(s)'),
  minProperties: bound('have at least', ' entry'),
};

/** Where the error lies: for a missing or unknown property that property, not the object around it. */
function pointerOf({ instancePath, params }: ErrorObject): string {
  const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string };
  const property = missingProperty ?? additionalProperty;
  return property === undefined ? instancePath : pointerTo(instancePath, property);
}

export function violationOf(error: ErrorObject): Violation {
  const described = facts[error.keyword]?.(error) ?? { message: error.message ?? 'does not fit the schema' };
  return { pointer: pointerOf(error), keyword: error.keyword, ...described };
}
