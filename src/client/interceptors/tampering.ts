import type { Interceptor } from '../interceptor.ts';
import { spoilOf } from '../tampering/operators.ts';
import type { Phase } from '../tampering/spoil.ts';

/** Spoils the request if it was asked to: one instance before it is signed, and one after. */
export function tampering(phase: Phase): Interceptor {
  return (request, next) => {
    const { tampering: wanted } = request.options;
    const spoil = wanted && spoilOf(wanted)[phase];
    return next(spoil === undefined ? request : spoil(request));
  };
}
