import { fieldValue } from '../../signing/message.ts';
import { withField, type Interceptor } from '../interceptor.ts';

/** Asks for responses as they are: who says nothing allows every coding (RFC 9110 section 12.5.3), and what is signed is what was encoded. */
export const encoding: Interceptor = (request, next) => {
  if (fieldValue(request.fields, 'accept-encoding') !== undefined) return next(request);
  return next(withField(request, 'Accept-Encoding', 'identity'));
};
