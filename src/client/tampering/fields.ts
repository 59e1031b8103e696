import { fieldValue } from '../../signing/message.ts';
import { doesNotApply, type Operator } from './spoil.ts';

/** Takes a header field away after signing. */
export const removeField: Operator = ({ field = '' }) => ({
  signed: (request) => {
    if (fieldValue(request.fields, field) === undefined) throw doesNotApply('remove-field', request, field);
    return { ...request, fields: request.fields.filter(([name]) => !same(name, field)) };
  },
});

/** Gives a header field another value after signing. */
export const setField: Operator = ({ field = '', value = '' }) => ({
  signed: (request) => {
    const present = fieldValue(request.fields, field);
    if (present === undefined || present === value) throw doesNotApply('set-field', request, `other ${field}`);
    return { ...request, fields: request.fields.map((entry) => (same(entry[0], field) ? [entry[0], value] : entry)) };
  },
});

const same = (name: string, other: string): boolean => name.toLowerCase() === other.toLowerCase();
