import type { Tampering } from '../../contract/types/tampering.ts';
import { connect } from './connect.ts';
import { digestOtherContent, flipContent } from './content.ts';
import { removeField, setField } from './fields.ts';
import { jwsHeader } from './jws-header.ts';
import { flipSignature, nameKey, shiftCreated, signOtherRequest, uncover, useOtherKey } from './signature.ts';
import type { Operator, Spoil } from './spoil.ts';

const operators: Readonly<Record<Tampering['operator'], Operator>> = {
  connect,
  'digest-other-content': digestOtherContent,
  'flip-content': flipContent,
  'flip-signature': flipSignature,
  'jws-header': jwsHeader,
  'name-key': nameKey,
  'remove-field': removeField,
  'set-field': setField,
  'shift-created': shiftCreated,
  'sign-other-request': signOtherRequest,
  uncover,
  'use-other-key': useOtherKey,
};

/** What a tampering does to a request, before and after it is signed. */
export function spoilOf({ operator, arguments: given = {} }: Tampering): Spoil {
  return operators[operator](given);
}
