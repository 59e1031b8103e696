import type { Schema } from './schema.ts';

/** Whether an object has to hold a property: `required`, `optional`, or on what that depends. */
export function needOf(name: string, schema: Schema): string {
  if (schema.required?.includes(name)) return 'required';
  const beside = schema.dependentRequired?.[name] ?? [];
  const needs = [
    ...branchesOf(schema).flatMap((branch) => needIn(branch, name)),
    ...beside.map((other) => `only beside ${code(other)}`),
  ];
  return needs.join(', ') || 'optional';
}

/** As Markdown shows what is typed. */
export const code = (text: string): string => `\`${text}\``;

/** One side of an `if`. */
interface Branch {
  /** When it is taken, in words. */
  readonly where: string;
  readonly taken: Schema;
  readonly other: Schema;
}

function branchesOf(schema: Schema): Branch[] {
  return [schema, ...(schema.allOf ?? [])].flatMap(({ if: condition, then = {}, else: otherwise = {} }) => {
    if (condition === undefined) return [];
    const { holds, fails } = inWords(condition);
    return [
      { where: holds, taken: then, other: otherwise },
      { where: fails, taken: otherwise, other: then },
    ];
  });
}

function needIn({ where, taken, other }: Branch, name: string): string[] {
  const only = other.properties?.[name] === false;
  if (taken.required?.includes(name)) return [`required ${where}${only ? ', not allowed otherwise' : ''}`];
  return only ? [`only ${where}`] : [];
}

/** A condition is on the value of a property, or on its being there. */
function inWords({ properties = {}, required = [] }: Schema): { holds: string; fails: string } {
  const [[name, value] = ['', true]] = Object.entries(properties);
  const values = typeof value === 'boolean' ? [] : (value.enum ?? [value.const ?? '']);
  if (values.length > 0) {
    const listed = values.map(code).join(' or ');
    return { holds: `where ${code(name)} is ${listed}`, fails: `where ${code(name)} is not ${listed}` };
  }
  const present = required.map(code).join(' and ');
  return { holds: `beside ${present}`, fails: `without ${present}` };
}
