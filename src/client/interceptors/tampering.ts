import type { Phase } from '../../tampering/spoilable.ts';
import type { Interceptor } from '../interceptor.ts';
import { spoilRequest } from '../spoilt-request.ts';

/** Spoils the request if it was asked to: one instance before it is signed, and one after. */
export function tampering(phase: Phase, own: { readonly privateKey: string }): Interceptor {
  return (request, next) => {
    const { tampering: wanted } = request.options;
    const spoil = wanted && spoilRequest(wanted, own)[phase];
    return next(spoil === undefined ? request : spoil(request));
  };
}
