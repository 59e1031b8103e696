import type { Protocol } from '../../contract/protocol.ts';
import { fieldValue } from '../../signing/message.ts';
import { withField, type Interceptor } from '../interceptor.ts';

/** Names the version of the API, unless the request spec has done so. */
export function version({ header, current }: Protocol['version']): Interceptor {
  return (request, next) => {
    const wanted = request.options.version === undefined ? current : request.options.version;
    if (wanted === null || fieldValue(request.fields, header) !== undefined) return next(request);
    return next(withField(request, header, wanted));
  };
}
