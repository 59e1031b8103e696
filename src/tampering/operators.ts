import type { Tampering } from '../contract/types/tampering.ts';
import { editToken, unsignToken } from './access-token.ts';
import { digestOtherContent, flipContent, mislabelDigest, reformatContent, weakDigest } from './content.ts';
import { editField, removeField, repeatField, setField, signField } from './fields.ts';
import { attachPayload, jwsHeader } from './jws.ts';
import { twoLabels, wordInput } from './signature-input.ts';
import { cutSignature, flipSignature, recodeSignature } from './signature-value.ts';
import { liftSignature, nameKey, shiftCreated, signOther, uncover, useOtherKey } from './signing-plan.ts';
import type { Operator, Spoil } from './spoilable.ts';

/** Every operator that works on a message; those that change how it is connected or whose it is are the client's own. */
const operators: Partial<Readonly<Record<Tampering['operator'], Operator>>> = {
  'attach-payload': attachPayload,
  'cut-signature': cutSignature,
  'digest-other-content': digestOtherContent,
  'edit-field': editField,
  'edit-token': editToken,
  'flip-content': flipContent,
  'flip-signature': flipSignature,
  'jws-header': jwsHeader,
  'lift-signature': liftSignature,
  'mislabel-digest': mislabelDigest,
  'name-key': nameKey,
  'recode-signature': recodeSignature,
  'reformat-content': reformatContent,
  'remove-field': removeField,
  'repeat-field': repeatField,
  'set-field': setField,
  'shift-created': shiftCreated,
  'sign-field': signField,
  'sign-other': signOther,
  'two-labels': twoLabels,
  uncover,
  'unsign-token': unsignToken,
  'use-other-key': useOtherKey,
  'weak-digest': weakDigest,
  'word-input': wordInput,
};

/** What a tampering does to a message, before and after it is signed. */
export function spoilOf({ operator, arguments: given = {} }: Pick<Tampering, 'operator' | 'arguments'>): Spoil {
  return operators[operator]?.(given) ?? {};
}
