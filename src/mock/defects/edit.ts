import { departures } from '../../contract/expectation.ts';
import { pointerTokens, valueAt } from '../../contract/pointer.ts';
import type { DefectArguments } from '../../contract/types/defects.ts';

/** One change to a JSON document. */
export type Edit = Pick<DefectArguments, 'when' | 'pointer' | 'matching' | 'value' | 'remove' | 'add' | 'as' | 'like'>;

/** A document with one value changed; as it is, where it is not one of those to be changed or has nothing there to go by. */
export function edited(document: unknown, { when = {}, pointer = '', ...edit }: Edit): unknown {
  if (departures(when, document).length > 0) return document;
  const present = valueAt(document, pointer);
  if (edit.remove === true) return replaced(document, pointer, undefined);
  const value = changed(present, document, edit);
  return value === undefined ? document : replaced(document, pointer, value);
}

function changed(present: unknown, document: unknown, { matching, value, add, as, like }: Edit): unknown {
  if (matching !== undefined) {
    return typeof present === 'string'
      ? present.replaceAll(new RegExp(matching, 'g'), typeof value === 'string' ? value : '')
      : undefined;
  }
  if (add !== undefined) return typeof present === 'number' ? present + add : undefined;
  if (as !== undefined) return typeof present === 'number' ? String(present) : undefined;
  return like === undefined ? value : valueAt(document, like);
}

/** @param value undefined takes away what is there */
function replaced(document: unknown, pointer: string, value: unknown): unknown {
  const name = pointerTokens(pointer).at(-1);
  if (name === undefined) return value;
  const copy = structuredClone(document);
  const parent = valueAt(copy, pointer.slice(0, pointer.lastIndexOf('/')));
  if (typeof parent !== 'object' || parent === null) return document;
  Object.assign(parent, { [name]: value });
  return copy;
}
