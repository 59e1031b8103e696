import { seconds, type Clock } from '../../clock.ts';
import type { Interceptor } from '../interceptor.ts';

/** Signs the request as its plan says, with the time of this moment. */
export function signature(clock: Clock): Interceptor {
  return async (request, next) => {
    const { fields, signed } = await request.signing.sign(request, seconds(clock) + request.signing.shift);
    return next({ ...request, fields: [...request.fields, ...fields], signed });
  };
}
