import { fieldValue } from '../signing/message.ts';
import { doesNotApply, type Operator, type Spoilable } from './spoilable.ts';

/** Takes a header field away after signing. */
export const removeField: Operator = ({ field = '' }) => ({
  signed: (message) => {
    valueOf('remove-field', message, field);
    return { ...message, fields: message.fields.filter(([name]) => !same(name, field)) };
  },
});

/** Gives a header field another value after signing. */
export const setField: Operator = ({ field = '', value = '' }) => ({
  signed: (message) => withValue('set-field', message, field, () => value),
});

/** Gives a header field another value, and signs that. */
export const signField: Operator = ({ field = '', value = '' }) => ({
  unsigned: (message) => withValue('sign-field', message, field, () => value),
});

/** Replaces a part of a header field's value after signing. */
export const editField: Operator = ({ field = '', find = '', value = '' }) => ({
  signed: (message) => withValue('edit-field', message, field, (present) => present.replace(find, value)),
});

/** Sends a header field twice. */
export const repeatField: Operator = ({ field = '' }) => ({
  signed: (message) => {
    valueOf('repeat-field', message, field);
    return { ...message, fields: [...message.fields, ...message.fields.filter(([name]) => same(name, field))] };
  },
});

export function withValue<M extends Spoilable>(
  operator: string,
  message: M,
  field: string,
  change: (value: string) => string,
): M {
  const present = valueOf(operator, message, field);
  const value = change(present);
  if (value === present) throw doesNotApply(operator, message, `other ${field}`);
  return { ...message, fields: message.fields.map((entry) => (same(entry[0], field) ? [entry[0], value] : entry)) };
}

function valueOf(operator: string, message: Spoilable, field: string): string {
  const value = fieldValue(message.fields, field);
  if (value === undefined) throw doesNotApply(operator, message, field);
  return value;
}

const same = (name: string, other: string): boolean => name.toLowerCase() === other.toLowerCase();
