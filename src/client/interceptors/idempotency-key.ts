import type { Protocol } from '../../contract/protocol.ts';
import type { Randomness } from '../../randomness.ts';
import { fieldValue } from '../../signing/message.ts';
import { withField, type Interceptor } from '../interceptor.ts';

/** Gives each request that changes something a key of its own, unless it repeats another one's. */
export function idempotencyKey({ header }: Protocol['idempotency'], randomness: Randomness): Interceptor {
  return (request, next) => {
    const own = fieldValue(request.fields, header);
    if (own !== undefined) return next({ ...request, idempotencyKey: own });
    const wanted = request.options.idempotencyKey;
    const key = wanted === undefined && request.idempotent ? randomness.uuid() : wanted;
    if (key === undefined || key === null) return next(request);
    return next({ ...withField(request, header, key), idempotencyKey: key });
  };
}
