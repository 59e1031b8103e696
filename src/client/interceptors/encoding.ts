import { fieldValue } from '../../signing/message.ts';
import { withField, type Interceptor } from '../interceptor.ts';

/** Asks for unencoded responses: without the field every coding is allowed (RFC 9110 section 12.5.3), and the encoded bytes are signed. */
export const encoding: Interceptor = (request, next) => {
  if (fieldValue(request.fields, 'accept-encoding') !== undefined) return next(request);
  return next(withField(request, 'Accept-Encoding', 'identity'));
};
